import { runEmulator } from '../../emulator/run';
import { route53Emulator } from './emulator';

await runEmulator(route53Emulator);
