import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Command } from '@/lib/domain/command';
import { decide, type Refusal } from '@/lib/domain/decide';
import type { EventBody, IncidentEvent } from '@/lib/domain/event';
import type { Actor } from '@/lib/domain/facts';
import type { IncidentState } from '@/lib/domain/state';
import { getBoss } from '@/lib/queue/boss';
import { append } from './append';
import { gatherContext } from './context';
import { lockIncident, nextNumber, readNow } from './head';
import { inTurn } from './in-turn';
import { type Outbox, sendJobs } from './jobs';
import { withRetries } from './retry';

export type Executed = { ok: true; events: IncidentEvent[]; state: IncidentState } | { ok: false; refusal: Refusal };

export interface ExecuteOptions {
  /** Where jobs go, in the same transaction; pg-boss by default. */
  outbox?: Outbox;
  /** Written in the same transaction, after the events: nobody sees the one without the other. */
  also?: (tx: Prisma.TransactionClient) => Promise<void>;
}

/** How long a command may wait for a connection, and how long its transaction may take (ms). */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 } as const;

/**
 * The only writer of events. In one transaction it locks the incident's row, asks `decide`, and appends what was
 * decided with its state, projections, jobs and notification. `incident.declare` makes the incident; its number 0
 * asks for the sequence's next one.
 *
 * A refusal is an answer, not an error. Throws when the database cannot be reached, or for a bug.
 * No provider is called here, and nothing here may be called from within another `execute` of the same incident.
 */
export async function execute(
  incidentId: string,
  command: Command,
  actor: Actor,
  { outbox = sendJobs, also = async () => undefined }: ExecuteOptions = {},
): Promise<Executed> {
  // Started before the transaction: its own first queries must not run while an incident is locked.
  if (outbox === sendJobs) await getBoss();
  const attempt = () =>
    db().$transaction((tx) => perform(tx, { incidentId, command, actor, outbox, also }), TRANSACTION);
  return inTurn(incidentId, () => withRetries(attempt));
}

interface Request extends Required<ExecuteOptions> {
  incidentId: string;
  command: Command;
  actor: Actor;
}

async function perform(tx: Prisma.TransactionClient, request: Request): Promise<Executed> {
  const { incidentId, actor, outbox } = request;
  const head = await lockIncident(tx, incidentId);
  const now = await readNow(tx, head?.lastAt ?? null);
  const command = await numbered(tx, request.command);
  const state = head?.state ?? null;
  const decided = decide(state, command, await gatherContext(tx, incidentId, { state, command, actor, now }));
  if (!decided.ok) return decided;
  const events = stamped(decided.events, { incidentId, afterSeq: head?.lastSeq ?? 0, at: now, actor });
  const done = events.length === 0 && state ? { events, state } : await append(tx, head, events, outbox);
  await request.also(tx);
  return { ok: true, ...done };
}

async function numbered(tx: Prisma.TransactionClient, command: Command): Promise<Command> {
  const asks = command.type === 'incident.declare' && command.number === 0;
  return asks ? { ...command, number: await nextNumber(tx) } : command;
}

function stamped(
  bodies: EventBody[],
  { incidentId, afterSeq, at, actor }: { incidentId: string; afterSeq: number; at: string; actor: Actor },
): IncidentEvent[] {
  return bodies.map((body, index) => ({ ...body, incidentId, seq: afterSeq + index + 1, at, actor }));
}
