import { runEmulator } from '../../emulator/run';
import { stsEmulator } from './emulator';

await runEmulator(stsEmulator);
