import { words } from './words';

/** One line for the person in front of the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const TICK_MS = 10_000;

/** Says what is being done and, while it lasts, that it still is. */
export async function during<T>(what: string, work: () => Promise<T>): Promise<T> {
  say(what);
  const started = Date.now();
  const ticker = setInterval(
    () => say(words('stillAtIt', { seconds: Math.round((Date.now() - started) / 1000) })),
    TICK_MS,
  );
  try {
    return await work();
  } finally {
    clearInterval(ticker);
  }
}
