import { createTwoFilesPatch } from 'diff';
import type { Prisma } from '@/lib/db/generated/client';
import type { Change } from './diff';
import type { ServiceDocument } from './document';
import { followInOpenIncidents, keepForOpenIncidents } from './incident-settings';
import { documentOf, type ServiceRow } from './rows';
import { writeService } from './write';
import { toYaml } from './yaml';

type Tx = Prisma.TransactionClient;

/** One change of the catalogue at a time: two at once would both compare with what neither has written yet. */
const CATALOGUE_LOCK = 7_274_042;
/** Longer than what anybody reads of one change. */
const MAX_DIFF_CHARACTERS = 20_000;

/** Waits for its turn; it ends with the transaction. */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CATALOGUE_LOCK}::bigint)`;
}

/** What a run is at work on stays as it is until the run has ended. */
const movesComponent = ({ subject, action, fields }: Change): boolean =>
  subject === 'component' && (action === 'removed' || fields.some((field) => field !== 'order'));

/** Slugs of services whose components would change under a run that is at work on them. */
export async function busyServices(tx: Tx, rows: readonly ServiceRow[], changes: readonly Change[]): Promise<string[]> {
  const moved = new Set(changes.filter(movesComponent).map(({ service }) => service));
  const concerned = rows.filter(({ slug }) => moved.has(slug));
  const open = await tx.runClaim.findMany({ where: { finishedAt: null }, select: { incidentId: true } });
  if (open.length === 0 || concerned.length === 0) return [];
  const where = {
    id: { in: open.map(({ incidentId }) => incidentId) },
    serviceId: { in: concerned.map(({ id }) => id) },
  };
  const incidents = await tx.incident.findMany({ where, select: { serviceId: true } });
  const busy = new Set(incidents.map(({ serviceId }) => serviceId));
  return concerned.filter(({ id }) => busy.has(id)).map(({ slug }) => slug);
}

interface ChangeRecord {
  changes: readonly Change[];
  actor: string;
  action: 'catalogue.imported' | 'catalogue.edited';
  /** Incidents that are open follow as well, instead of going on with what they began with. */
  alsoOpen: boolean;
}

/** Writes one service and who changed what; `actor` is a user's id or the name of a command. */
export async function applyService(
  tx: Tx,
  wanted: ServiceDocument,
  row: ServiceRow | undefined,
  record: ChangeRecord,
): Promise<void> {
  const before = row && row.archivedAt === null ? [documentOf(row)] : [];
  await writeService(tx, wanted, row);
  if (row && record.alsoOpen) await followInOpenIncidents(tx, row.id);
  else if (row) await keepForOpenIncidents(tx, row);
  const changes = record.changes.filter(({ service }) => service === wanted.slug);
  const diff = documentDiff(before, [wanted]).slice(0, MAX_DIFF_CHARACTERS);
  const data = {
    version: (row?.version ?? 0) + 1,
    changes,
    diff,
    alsoOpen: record.alsoOpen,
  } as unknown as Prisma.InputJsonObject;
  await tx.auditEntry.create({ data: { actor: record.actor, action: record.action, subject: wanted.slug, data } });
}

/** What differs between two states of services, as a unified diff of the YAML that says the same. */
export function documentDiff(before: readonly ServiceDocument[], after: readonly ServiceDocument[]): string {
  const text = (services: readonly ServiceDocument[]) => (services.length > 0 ? toYaml(services) : '');
  const patch = createTwoFilesPatch('before', 'after', text(before), text(after), '', '', { context: 3 });
  // The head names two files, which there are not.
  return patch.split('\n').slice(3).join('\n');
}
