/** A program may clean up after itself on SIGTERM; then it has had its chance. */
const KILL_AFTER_MS = 500;

/**
 * Once the signal fires, ends a detached child with all that it started: whatever holds its pipes open would keep its
 * caller waiting. Call what comes back when the child has ended.
 */
export function endGroupOn(signal: AbortSignal, pid: number | undefined): () => void {
  let force: NodeJS.Timeout | undefined;
  const stop = () => {
    signalGroup(pid, 'SIGTERM');
    force = setTimeout(() => signalGroup(pid, 'SIGKILL'), KILL_AFTER_MS);
  };
  signal.addEventListener('abort', stop, { once: true });
  return () => {
    signal.removeEventListener('abort', stop);
    clearTimeout(force);
  };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}
