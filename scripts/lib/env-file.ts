import { existsSync } from 'node:fs';
import path from 'node:path';

/** Takes the settings of `.env`, as far as the environment does not have them. */
export function loadEnvFile(root: string): void {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
