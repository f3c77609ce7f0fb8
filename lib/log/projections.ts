import { Prisma } from '@/lib/db/generated/client';
import type { IncidentEvent } from '@/lib/domain/event';
import type { IncidentState } from '@/lib/domain/state';
import { changesEntry, projectEntry } from './entries';
import { releaseLocks } from './locks';
import { readEvents } from './read';
import { learnVerdicts, teaches, VERDICT_EVENTS } from './verdicts';

type Tx = Prisma.TransactionClient;

/** Brings the rows that lists and other incidents read up to date with events that were just appended. */
export async function project(tx: Tx, state: IncidentState, events: IncidentEvent[]): Promise<void> {
  if (events.some(({ type }) => type.startsWith('followup.'))) await projectFollowUps(tx, state);
  if (teaches(events)) await projectVerdicts(tx, state.incidentId);
  if (events.some(({ type }) => changesEntry(type))) await projectEntry(tx, state);
  for (const { type, data, at } of events) {
    if (type === 'run.finished' || type === 'run.aborted' || type === 'run.taken_over')
      await endRun(tx, data.runId, at);
    if (type === 'share.revoked') await revokeShare(tx, data.shareId, at);
  }
}

/** The same rows made from nothing but the log; locks and claims are not projections and stay. */
export async function reproject(tx: Tx, state: IncidentState): Promise<void> {
  await projectFollowUps(tx, state);
  await projectVerdicts(tx, state.incidentId);
  await projectEntry(tx, state);
}

/** The columns of `incidents` that repeat what the state says, for lists and search. */
export function incidentColumns(state: IncidentState) {
  return {
    title: state.title,
    class: state.class,
    status: state.status,
    phase: state.phase,
    drill: state.drill,
    commanderId: state.commander.id,
    commander: state.commander.name,
    declaredAt: new Date(state.declaredAt),
    closedAt: state.closedAt === null ? null : new Date(state.closedAt),
    outcome: state.outcome,
    lastSeq: state.lastSeq,
    lastAt: new Date(state.lastAt),
    state: state as unknown as Prisma.InputJsonValue,
    stateVersion: state.stateVersion,
  };
}

async function projectFollowUps(tx: Tx, state: IncidentState): Promise<void> {
  const { incidentId, number, service } = state;
  await tx.followUp.deleteMany({ where: { incidentId } });
  await tx.followUp.createMany({
    data: state.followUps.map(({ id, kind, text, code, params, owner, dueAt, done, openedAt, step, reopened }) => ({
      id,
      incidentId,
      incidentNumber: number,
      serviceId: service.id,
      kind,
      text,
      code: code ?? null,
      params: params ?? Prisma.DbNull,
      ownerId: owner?.id ?? null,
      ownerName: owner?.name ?? null,
      dueAt: dueAt === null ? null : new Date(dueAt),
      done,
      openedAt: new Date(openedAt),
      verifiable: step !== undefined && !reopened,
    })),
  });
}

async function projectVerdicts(tx: Tx, incidentId: string): Promise<void> {
  const events = await readEvents(tx, incidentId, { types: [...VERDICT_EVENTS] });
  await tx.revisionVerdict.deleteMany({ where: { incidentId } });
  await tx.revisionVerdict.createMany({
    data: learnVerdicts(events).map((row) => ({ ...row, incidentId, at: new Date(row.at) })),
  });
}

async function endRun(tx: Tx, runId: string, at: string): Promise<void> {
  await releaseLocks(tx, runId);
  await tx.runClaim.updateMany({ where: { runId, finishedAt: null }, data: { finishedAt: new Date(at) } });
}

async function revokeShare(tx: Tx, shareId: string, at: string): Promise<void> {
  await tx.share.updateMany({ where: { id: shareId, revokedAt: null }, data: { revokedAt: new Date(at) } });
}
