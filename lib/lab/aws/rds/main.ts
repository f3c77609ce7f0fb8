import { runEmulator } from '../../emulator/run';
import { rdsEmulator } from './emulator';

runEmulator(rdsEmulator);
