import { runEmulator } from '../../emulator/run';
import { rdsEmulator } from './emulator';

await runEmulator(rdsEmulator);
