import { runEmulator } from '../../emulator/run';
import { ecsEmulator } from './emulator';

await runEmulator(ecsEmulator);
