import { runEmulator } from '../../emulator/run';
import { secretsManagerEmulator } from './emulator';

runEmulator(secretsManagerEmulator);
