import { execFile } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(ROOT, 'node_modules/prisma/build/index.js');

/** Runs Prisma's command line with our stand-in for its schema engine, whether or not the native one is there. */
export async function prisma(args: string[], url: string, cwd = ROOT): Promise<{ code: number; output: string }> {
  const engine = path.join(ROOT, 'scripts/prisma/schema-engine.mjs');
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}
