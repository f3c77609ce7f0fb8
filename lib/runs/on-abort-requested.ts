import { hub } from '@/lib/log/hub';
import { readState } from '@/lib/log/read-state';

/** A signal that ends as soon as the log says that this run is to be aborted, so that the provider's call is cancelled. */
export async function onAbortRequested(
  incidentId: string,
  runId: string,
): Promise<{ signal: AbortSignal; stop: () => void }> {
  const controller = new AbortController();
  const look = async () => {
    const run = (await readState(incidentId))?.run;
    if (run?.id !== runId || run.status === 'aborting' || run.status === 'aborted')
      controller.abort(new Error('abort requested'));
  };
  const stop = hub().subscribe(incidentId, () => {
    look().catch(() => undefined);
  });
  // What was asked for before the subscription stood is never announced again.
  await look();
  return { signal: controller.signal, stop };
}
