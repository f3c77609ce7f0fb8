import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OLDEST = [20, 19];

/**
 * Plain JavaScript that needs nothing but Node: makes sure of Node's version, the packages and the generated database
 * client, then goes on in TypeScript, in the same process. `script` is relative to the repository.
 */
export async function enter(script) {
  try {
    checkNode();
    process.chdir(ROOT);
    const { ensureDependencies } = await import('./dependencies.mjs');
    await ensureDependencies(ROOT);
    generateClient();
    const { compiled } = await import('./compile.mjs');
    process.setSourceMapsEnabled(true);
    await import(await compiled(script));
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new Error(
    `Repli needs Node ${OLDEST.join('.')} or newer, and this is ${process.versions.node}. Install Node 22 or 24 from https://nodejs.org.`,
  );
}

function generateClient() {
  const { status } = spawnSync(process.execPath, ['scripts/prisma/generate.mjs'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The database client could not be generated; the reason is above.');
}
