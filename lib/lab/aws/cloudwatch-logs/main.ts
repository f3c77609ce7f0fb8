import { runEmulator } from '../../emulator/run';
import { logsEmulator } from './emulator';

runEmulator(logsEmulator);
