import { runEmulator } from '../../emulator/run';
import { alarmEmulator } from './emulator';

runEmulator(alarmEmulator);
