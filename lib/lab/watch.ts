import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import type { Remote } from './remote';

/** Notifications get lost on some file systems and when refs are packed: looking now and then makes up for it. */
const POLL_MS = 300;

/** Calls `onMove` with the head of the branch, now and each time it moves, by whoever pushed. Ends with the signal. */
export function watchHead(remote: Remote, onMove: (commit: string) => void, signal: AbortSignal): void {
  let known = '';
  let looking = false;
  const look = async () => {
    if (looking || signal.aborted) return;
    looking = true;
    // In the middle of a push there may be no head to read for an instant: the next look finds it.
    const head = await remote.head().catch(() => known);
    looking = false;
    if (head === known || signal.aborted) return;
    known = head;
    onMove(head);
  };
  const timer = setInterval(look, POLL_MS);
  const notifier = notify(path.join(remote.dir, 'refs/heads'), look);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    notifier?.close();
  });
  void look();
}

function notify(directory: string, onChange: () => void): FSWatcher | undefined {
  try {
    // An error ends the notifications; polling goes on.
    return watch(directory, onChange).on('error', () => undefined);
  } catch {
    return undefined;
  }
}
