import path from 'node:path';
import { parseArgs } from 'node:util';
import { breakAgain, mend, type PushOutcome, refuse, SERVICES, type ServiceName } from './client';
import { LabRuns, startLab } from './lab';
import { fill, wordsFor } from './words';

const ROOT = path.resolve(import.meta.dirname, '../..');
const { words } = wordsFor(process.env.LC_ALL || process.env.LANG);

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs until a signal; says where everything is in one line of JSON on standard output. */
async function start(dir: string): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const asked = new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
  // Whoever asks while everything is still starting is not kept waiting: the shop ends with this process.
  const lab = await Promise.race([
    startLab({ dir, server: process.env.REPLI_LAB_SERVER || undefined, log: (line) => say(`lab: ${line}`) }),
    asked,
  ]);
  if (!lab) return process.exit(0);
  const { catalogue, shop, storefront, orders, remote, inbox } = lab;
  process.stdout.write(`${JSON.stringify({ ready: true, catalogue, shop, storefront, orders, remote, inbox })}\n`);
  await asked;
  await lab.stop();
}

function tell(outcome: PushOutcome, done: 'broken' | 'mended', dir: string): void {
  if (!outcome.ok) process.exitCode = 1;
  say(
    outcome.ok
      ? fill(words.cli[done], { commit: outcome.commit.slice(0, 7), subject: outcome.subject })
      : fill(words.cli[outcome.code], { dir, detail: outcome.detail }),
  );
}

function told(isDone: boolean, done: 'refused' | 'allowed', dir: string): void {
  if (!isDone) process.exitCode = 1;
  say(isDone ? words.cli[done] : fill(words.cli.stopped, { dir }));
}

const commands: Record<string, (dir: string, service: ServiceName) => Promise<void>> = {
  start,
  break: async (dir, service) => tell(await breakAgain(dir, service), 'broken', dir),
  refuse: async (dir) => told(await refuse(dir, true), 'refused', dir),
  allow: async (dir) => told(await refuse(dir, false), 'allowed', dir),
  mend: async (dir, service) => tell(await mend(dir, service), 'mended', dir),
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { dir: { type: 'string' } } });
  const dir = path.resolve(values.dir ?? path.join(process.env.REPLI_DATA_DIR || path.join(ROOT, '.data'), 'lab'));
  const [command = 'start', name = 'shop', ...rest] = positionals;
  const service = SERVICES.find((each) => each === name);
  const chosen = rest.length === 0 ? commands[command] : undefined;
  if (chosen && service) return chosen(dir, service);
  say(words.cli.usage);
  process.exitCode = 2;
}

try {
  await main();
} catch (error) {
  const running = error instanceof LabRuns ? fill(words.cli.running, { dir: error.dir }) : undefined;
  say(
    running ?? fill(words.cli.failed, { detail: error instanceof Error ? (error.stack ?? error.message) : 'unknown' }),
  );
  process.exit(1);
}
