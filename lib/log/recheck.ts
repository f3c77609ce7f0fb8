import type { StreamClient } from './stream-client';

/** Questions to the database at the same time: a full room must not take the whole pool. */
const AT_ONCE = 5;

/** Asks again whether each open stream may go on, and dismisses those that may not. Rejects when it cannot be asked. */
export async function recheckAccess(clients: Iterable<StreamClient>): Promise<void> {
  const byKey = new Map<string, StreamClient[]>();
  for (const client of clients) {
    const { key } = client.options.access;
    byKey.set(key, [...(byKey.get(key) ?? []), client]);
  }
  const groups = [...byKey.values()].values();
  await Promise.all(Array.from({ length: AT_ONCE }, () => askEach(groups)));
}

/** Several of these share one iterator: each takes the next group when it is done with its last. */
async function askEach(groups: Iterator<StreamClient[]> & Iterable<StreamClient[]>): Promise<void> {
  for (const group of groups) {
    const allowed = await group[0]?.options.access.allowed();
    if (!allowed) for (const client of group) client.dismiss();
  }
}
