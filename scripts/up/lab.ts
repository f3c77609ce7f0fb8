import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { RUN_PROGRAM } from '@/lib/run-program';
import { type Child, startChild } from './child';
import { words } from './words';

/** What the lab prints, once, on a line of its own when everything in it runs. */
const readySchema = z.object({ ready: z.literal(true), catalogue: z.string() });
const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

export function startLab(root: string, env: NodeJS.ProcessEnv, log: string): Child {
  return startChild([RUN_PROGRAM, 'lib/lab/main.ts'], { cwd: root, env, log });
}

/** How much the log holds already: what comes after is the next start's. */
export function sizeOf(log: string): number {
  return statSync(log, { throwIfNoEntry: false })?.size ?? 0;
}

/** Waits for the path of the lab's catalogue, in `log` after `from` bytes. Throws when the lab ends first or takes too long. */
export async function labCatalogue(child: Child, log: string, from: number): Promise<string> {
  let end: string | undefined;
  void child.ended.then((how) => {
    end = how;
  });
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(LOOK_EVERY_MS)) {
    const catalogue = readyLine(readFileSync(log).subarray(from).toString());
    if (catalogue) return catalogue;
    if (end !== undefined) throw failure('ended', { how: end, log });
  }
  throw failure('late', { seconds: READY_WITHIN_MS / 1000, log });
}

function failure(key: 'ended' | 'late', params: Record<string, string | number>): Error {
  return new Error(`${words(key, { part: words('part.lab'), ...params })}\n${words('withoutLab')}`);
}

/** The catalogue's path in the lab's output so far, whose last line may not be complete yet. */
export function readyLine(output: string): string | null {
  for (const line of output.split('\n')) {
    if (!line.startsWith('{')) continue;
    const ready = readySchema.safeParse(parse(line));
    if (ready.success) return ready.data.catalogue;
  }
  return null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Brings the lab's services into the catalogue. Throws with what the importer says. */
export function importCatalogue(root: string, env: NodeJS.ProcessEnv, file: string): void {
  const args = [RUN_PROGRAM, 'scripts/catalogue.ts', 'import', file];
  const done = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(`${words('catalogueFailed', { file })}\n${done.stdout}${done.stderr}`);
  }
}
