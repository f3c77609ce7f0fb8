import { runEmulator } from '../emulator/run';
import { createVercel } from './emulator';

await runEmulator(createVercel);
