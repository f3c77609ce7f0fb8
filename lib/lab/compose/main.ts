import { runEmulator } from '../emulator/run';
import { createDockerHost } from './emulator';

await runEmulator(createDockerHost);
