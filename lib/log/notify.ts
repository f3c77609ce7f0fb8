import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Sample, StepProgressView } from '@/lib/domain/snapshot';
import { CHANNEL, type HubMessage } from './message';

/** What travels on the stream without being an event; its latest value is a row that the snapshot reads. */
export interface Ephemeral {
  sample: Sample & { checkId: string };
  progress: StepProgressView;
  /** Nothing: each process reads the rows, as a list of many people would not fit into a notification. */
  presence: null;
}

/** PostgreSQL refuses payloads of 8,000 bytes, with the ids and what else is around it. */
const PAYLOAD_BYTES = 7_500;
/** One string of a sample or a progress is cut long before. */
const STRING_MAX = 1_000;

/** Tells every process's open streams about something ephemeral. Write its row first: newcomers read that. */
export async function publish<K extends keyof Ephemeral>(
  incidentId: string,
  kind: K,
  payload: Ephemeral[K],
): Promise<void> {
  await notify(db(), { i: incidentId, k: kind, d: shortened(payload) });
}

/** Makes every open stream ask again whether it may go on: call after revoking a session, disabling a user or changing a role. */
export async function publishAccessChange(): Promise<void> {
  await notify(db(), { k: 'access' });
}

/** Delivered when the transaction commits. */
export async function notify(tx: Prisma.TransactionClient, message: HubMessage): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(message)})`;
}

function shortened(payload: object | null): Record<string, unknown> | null {
  if (payload === null) return null;
  const cut: Record<string, unknown> = Object.fromEntries(
    Object.entries(payload).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? value.slice(0, STRING_MAX) : value,
    ]),
  );
  if (Buffer.byteLength(JSON.stringify(cut)) <= PAYLOAD_BYTES) return cut;
  // The text says the same, and a translation needs all of its params.
  const { code: _code, params: _params, ...rest } = cut;
  return rest;
}
