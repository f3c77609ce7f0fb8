import { runEmulator } from '../emulator/run';
import { createDockerHost } from './emulator';

runEmulator(createDockerHost);
