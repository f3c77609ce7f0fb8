import { runEmulator } from '../../emulator/run';
import { logsEmulator } from './emulator';

await runEmulator(logsEmulator);
