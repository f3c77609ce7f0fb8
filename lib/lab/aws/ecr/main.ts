import { runEmulator } from '../../emulator/run';
import { ecrEmulator } from './emulator';

await runEmulator(ecrEmulator);
