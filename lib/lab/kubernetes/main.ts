import { runEmulator } from '../emulator/run';
import { createKubernetes } from './emulator';

await runEmulator(createKubernetes);
