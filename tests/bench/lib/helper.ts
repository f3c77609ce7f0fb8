import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { RUN_PROGRAM } from '@/lib/run-program';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const GRACE_MS = 2_000;

/** Another process of the bench, which answers each message with one message. */
export interface Helper<Question, Answer> {
  pid: number;
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts `tests/bench/<file>`, which calls `answerParent`. */
export function startHelper<Question, Answer>(
  file: string,
  env: NodeJS.ProcessEnv = process.env,
): Helper<Question, Answer> {
  const child = fork(RUN_PROGRAM, [path.join(ROOT, 'tests/bench', file)], { cwd: ROOT, env, execArgv: [] });
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (cause: Error) => void }>();
  let asked = 0;
  child.on('message', ({ id, answer, error }: { id: number; answer: Answer; error?: string }) => {
    if (error === undefined) waiting.get(id)?.resolve(answer);
    else waiting.get(id)?.reject(new Error(`${file}: ${error}`));
    waiting.delete(id);
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    ask: (question) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        child.send({ id: asked, question });
      }),
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(late);
}

/** For the other side: answers the parent's questions until the parent is gone. */
export function answerParent<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ id, question }: { id: number; question: Question }) => {
    try {
      process.send?.({ id, answer: await answer(question) });
    } catch (cause) {
      process.send?.({ id, error: cause instanceof Error ? cause.message : String(cause) });
    }
  });
}
