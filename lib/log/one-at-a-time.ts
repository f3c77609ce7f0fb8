import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A trigger for `task`: while it runs, and for `restMs` after it, further triggers make it run once more, however
 * many there were. What it throws goes to `onError`.
 */
export function oneAtATime(
  task: () => Promise<unknown>,
  onError: (error: unknown) => void,
  { restMs = 0 }: { restMs?: number } = {},
): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    do {
      again = false;
      try {
        await task();
      } catch (error) {
        onError(error);
      }
      if (restMs > 0) await sleep(restMs, undefined, { ref: false });
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}
