import { runEmulator } from '../../emulator/run';
import { secretsManagerEmulator } from './emulator';

await runEmulator(secretsManagerEmulator);
