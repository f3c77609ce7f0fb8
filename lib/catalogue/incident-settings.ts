import { isDeepStrictEqual } from 'node:util';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { ServiceRow } from './rows';

type Tx = Prisma.TransactionClient;

export interface KeptSetting {
  name: string;
  kind: string;
  config: unknown;
}

interface Part {
  id: string;
  part: 'component' | 'check' | 'channel';
  name: string;
  kind: string;
  config: unknown;
}

const partsOf = (row: Pick<ServiceRow, 'components' | 'checks' | 'channels'>): Part[] => [
  ...row.components.map(({ id, name, provider, config }) => ({
    id,
    part: 'component' as const,
    name,
    kind: provider,
    config,
  })),
  ...row.checks.map(({ id, name, kind, config }) => ({ id, part: 'check' as const, name, kind, config })),
  ...row.channels.map(({ id, kind, config }) => ({ id, part: 'channel' as const, name: kind, kind, config })),
];

/**
 * Keeps for the service's open incidents what a change of the catalogue took from them: how the components, checks and
 * channels that they began with were set. What an earlier change kept stays. `before` is the service as it was.
 */
export async function keepForOpenIncidents(tx: Tx, before: ServiceRow): Promise<void> {
  const open = await tx.incident.findMany({ where: { serviceId: before.id, status: 'open' }, select: { id: true } });
  if (open.length === 0) return;
  const now = new Map((await readParts(tx, before.id)).map((part) => [part.id, part]));
  const lost = partsOf(before).filter((part) => {
    const stored = now.get(part.id);
    return stored?.kind !== part.kind || !isDeepStrictEqual(stored.config, part.config);
  });
  const data = open.flatMap((incident) =>
    lost.map(({ id, config, ...part }) => ({
      ...part,
      incidentId: incident.id,
      partId: id,
      config: config as Prisma.InputJsonValue,
    })),
  );
  await tx.incidentSetting.createMany({ data, skipDuplicates: true });
}

/** Lets the service's open incidents follow the catalogue again, as when an address in it was wrong. */
export async function followInOpenIncidents(tx: Tx, serviceId: string): Promise<void> {
  const open = await tx.incident.findMany({ where: { serviceId, status: 'open' }, select: { id: true } });
  const kept = (await readParts(tx, serviceId)).map(({ id }) => id);
  const where = { incidentId: { in: open.map(({ id }) => id) }, partId: { in: kept } };
  await tx.incidentSetting.deleteMany({ where });
}

async function readParts(tx: Tx, serviceId: string): Promise<Part[]> {
  const components = await tx.component.findMany({ where: { serviceId } });
  const checks = await tx.check.findMany({ where: { serviceId } });
  const channels = await tx.channel.findMany({ where: { serviceId } });
  return partsOf({ components, checks, channels });
}

/** How something was set when its incident began, where the catalogue has changed since; else null. */
export async function keptSetting(incidentId: string, partId: string): Promise<KeptSetting | null> {
  return db().incidentSetting.findUnique({ where: { incidentId_partId: { incidentId, partId } } });
}

/** The same for all that an incident keeps, by the ids of its parts. */
export async function keptSettings(incidentId: string): Promise<Map<string, KeptSetting>> {
  const rows = await db().incidentSetting.findMany({ where: { incidentId } });
  return new Map(rows.map((row) => [row.partId, row]));
}
