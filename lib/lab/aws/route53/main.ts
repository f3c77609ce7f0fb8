import { runEmulator } from '../../emulator/run';
import { route53Emulator } from './emulator';

runEmulator(route53Emulator);
