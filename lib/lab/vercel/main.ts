import { runEmulator } from '../emulator/run';
import { createVercel } from './emulator';

runEmulator(createVercel);
