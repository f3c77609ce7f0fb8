import { runEmulator } from '../../emulator/run';
import { ecsEmulator } from './emulator';

runEmulator(ecsEmulator);
