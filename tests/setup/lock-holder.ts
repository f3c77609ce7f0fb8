import { withLock } from '@/lib/providers/file-lock';

/** Holds a lock until it is killed, and says once it has it. */
await withLock(process.argv[2] ?? '', new AbortController().signal, async () => {
  process.send?.('held');
  setInterval(() => undefined, 1_000);
  await new Promise(() => undefined);
});
