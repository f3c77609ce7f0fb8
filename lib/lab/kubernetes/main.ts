import { runEmulator } from '../emulator/run';
import { createKubernetes } from './emulator';

runEmulator(createKubernetes);
