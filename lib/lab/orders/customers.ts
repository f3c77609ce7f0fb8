import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 2_000;
const DEADLINE_MS = 10_000;

/** Orders tea again and again, so that there is something to lose. Answers how many orders were accepted so far. */
export function startCustomers(url: string, signal: AbortSignal): () => number {
  let accepted = 0;
  const order = async () => {
    const reply = await fetch(`${url}/api/orders`, {
      method: 'POST',
      body: JSON.stringify({ items: [{ id: 'assam', quantity: 1 }] }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    await reply.arrayBuffer();
    if (reply.status === 201) accepted++;
  };
  const shop = async () => {
    while (!signal.aborted) {
      // Nobody complains: customers come back later.
      await order().catch(() => undefined);
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  void shop();
  return () => accepted;
}
