import { runEmulator } from '../../emulator/run';
import { alarmEmulator } from './emulator';

await runEmulator(alarmEmulator);
