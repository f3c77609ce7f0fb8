import type { ServiceDetail } from '@/lib/catalogue/read';
import { serviceCredentialTroubles } from '@/lib/credentials/read';
import { db } from '@/lib/db/client';
import type { ReadinessFacts } from '@/lib/domain/readiness/facts';
import { wordsOf } from '@/lib/incidents/read/follow-ups';
import { databaseNow } from '@/lib/incidents/read/now';
import { askProvider, lookAtCheck } from './ask';
import { readDeliveries } from './deliveries';

/** Everything that the judgement needs, read at once: what platforms and checks say now, and what Repli knows. */
export async function gatherFacts(service: ServiceDetail, signal: AbortSignal): Promise<ReadinessFacts> {
  const { id, contacts, playbooks } = service;
  const [answers, checks, credentials, channels, proven, practised, followUps] = await Promise.all([
    Promise.all(service.components.map((component) => askProvider(component.id, signal))),
    Promise.all(service.checks.map((check) => lookAtCheck(check, signal))),
    serviceCredentialTroubles(id),
    readDeliveries(id, service.channels),
    lastProofs(service.components.map((component) => component.id)),
    lastPractice(id),
    db().followUp.findMany({ where: { serviceId: id, done: false }, orderBy: { openedAt: 'asc' } }),
  ]);
  return {
    now: await databaseNow(),
    components: service.components.map(({ id: componentId, name, provider }, index) => ({
      name,
      provider,
      answer: answers[index] ?? { kind: 'broken', text: '' },
      provenAt: proven.get(componentId) ?? null,
    })),
    checks,
    credentials,
    contacts: contacts.map(({ name, role, phone, email }) => ({ name, role, reachable: Boolean(phone || email) })),
    channels,
    playbooks: playbooks.length,
    practised,
    followUps: followUps.map(({ kind, incidentNumber, dueAt, ...row }) => ({
      kind,
      number: incidentNumber,
      ...wordsOf(row),
      dueAt: dueAt?.toISOString() ?? null,
    })),
  };
}

/** When a rollback of each component last held its checks for the whole window. */
async function lastProofs(componentIds: string[]): Promise<Map<string, string>> {
  const rows = await db().revisionVerdict.groupBy({
    by: ['componentId'],
    where: { componentId: { in: componentIds }, verdict: 'good' },
    _max: { at: true },
  });
  return new Map(rows.flatMap(({ componentId, _max }) => (_max.at ? [[componentId, _max.at.toISOString()]] : [])));
}

/** The last incident, practice or not, whose rollback led to recovery. */
async function lastPractice(serviceId: string): Promise<ReadinessFacts['practised']> {
  const rows = await db().$queryRaw<{ number: number; at: Date }[]>`
    SELECT number, (state->'recovery'->>'at')::timestamptz AS at FROM incidents
    WHERE service_id = ${serviceId} AND jsonb_typeof(state->'recovery') = 'object' AND jsonb_typeof(state->'run') = 'object'
    ORDER BY declared_at DESC LIMIT 1`;
  const [row] = rows;
  return row ? { number: row.number, at: row.at.toISOString() } : null;
}
