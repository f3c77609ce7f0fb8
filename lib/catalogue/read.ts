import { db } from '@/lib/db/client';
import type { PlaybookFact, ServiceFact } from '@/lib/domain/facts';
import { messageTemplatesSchema } from '@/lib/domain/message-template';
import { type ServiceDocument, stepsSchema, wavesOf } from './document';
import { channelsById, checksById, providersById } from './installed';
import { documentOf, type ServiceRow, withParts } from './rows';

export interface ServiceSummary {
  id: string;
  slug: string;
  name: string;
  environment: string;
  owner: string;
  components: { id: string; name: string; provider: string }[];
  checks: number;
  requiredChecks: number;
}

/** All services that are not archived, by name. */
export async function listServices(): Promise<ServiceSummary[]> {
  const rows = await db().service.findMany({
    where: { archivedAt: null },
    include: withParts,
    orderBy: { name: 'asc' },
  });
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    environment: row.environment,
    owner: row.owner,
    components: row.components.map(({ id, name, provider }) => ({ id, name, provider })),
    checks: row.checks.length,
    requiredChecks: row.checks.filter(({ required }) => required).length,
  }));
}

export interface ServiceDetail
  extends Omit<ServiceDocument, 'components' | 'checks' | 'channels' | 'stability' | 'objection' | 'playbooks'> {
  id: string;
  version: number;
  /** ISO 8601; null while it is operated. */
  archivedAt: string | null;
  stability: { windowMs: number; intervalMs: number };
  /** Null where the team is not asked before an urgent rollback. */
  objectionMs: number | null;
  /** Names of components, wave after wave. */
  playbooks: { name: string; when: string; expectMinutes: number; waves: string[][] }[];
  components: { id: string; name: string; provider: string; label: string; config: Record<string, unknown> }[];
  checks: (ServiceFact['checks'][number] & { config: Record<string, unknown> })[];
  channels: ServiceFact['channels'];
}

/** One service by id or slug, for its page; null when there is none, or an archived one that was not asked for. */
export async function getService(idOrSlug: string, { archived = false } = {}): Promise<ServiceDetail | null> {
  const where = { ...(archived ? {} : { archivedAt: null }), OR: [{ id: idOrSlug }, { slug: idOrSlug }] };
  const row = await db().service.findFirst({ where, include: withParts });
  if (!row) return null;
  const { objection, ...document } = documentOf(row);
  const { windowSeconds, intervalSeconds } = document.stability;
  return {
    ...document,
    id: row.id,
    version: row.version,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    stability: { windowMs: windowSeconds * 1000, intervalMs: intervalSeconds * 1000 },
    objectionMs: objection ? objection.seconds * 1000 : null,
    playbooks: document.playbooks.map(({ steps, ...playbook }) => ({ ...playbook, waves: wavesOf(steps) })),
    components: inParallel(row.components, document.components, ({ id }, component) => ({
      id,
      ...component,
      label: providersById[component.provider]?.label ?? component.provider,
    })),
    checks: inParallel(checkFacts(row), document.checks, (fact, { config }) => ({ ...fact, config })),
    channels: channelFacts(row),
  };
}

/** The facts about a service that a declared incident keeps. Throws when there is no such service. */
export async function serviceFact(serviceId: string): Promise<ServiceFact> {
  const row = await db().service.findUniqueOrThrow({ where: { id: serviceId }, include: withParts });
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    environment: row.environment,
    owner: row.owner,
    components: row.components.map(({ id, name, provider }) => ({ id, name, provider })),
    checks: checkFacts(row),
    channels: channelFacts(row),
    playbooks: playbookFacts(row),
    ...templateFacts(row),
  };
}

/** Templates that somebody else wrote into the row wrongly do not stand in the way: Repli words the message then. */
function templateFacts({ messages }: ServiceRow): Pick<ServiceFact, 'messages'> {
  const parsed = messageTemplatesSchema.safeParse(messages);
  return parsed.success && Object.keys(parsed.data).length > 0 ? { messages: parsed.data } : {};
}

/**
 * A check or channel whose settings its kind no longer accepts stays listed, without words of its own: a stale
 * catalogue must not stand in the way of declaring an incident.
 */
function checkFacts(row: ServiceRow): ServiceFact['checks'] {
  return row.checks.map(({ id, name, kind, required, config }) => {
    const known = checksById[kind];
    const parsed = known?.config.safeParse(config);
    const words = known && parsed?.success ? known : undefined;
    return {
      id,
      name,
      kind,
      required,
      manual: known?.manual ?? false,
      command: words?.command(parsed?.data) ?? '',
      expected: words?.expected(parsed?.data) ?? '',
    };
  });
}

function channelFacts(row: ServiceRow): ServiceFact['channels'] {
  return row.channels.map(({ id, kind, config }) => {
    const known = channelsById[kind];
    const parsed = known?.config.safeParse(config);
    return { id, kind, label: known && parsed?.success ? known.destination(parsed.data) : kind };
  });
}

function playbookFacts(row: ServiceRow): PlaybookFact[] {
  const ids = new Map(row.components.map(({ id, name }) => [name, id]));
  return row.playbooks.flatMap(({ name, when, expectMinutes, steps }) => {
    const parsed = stepsSchema.safeParse(steps);
    const waves = wavesOf(parsed.success ? parsed.data : []).map((wave) => wave.flatMap((one) => ids.get(one) ?? []));
    return waves.length > 0 ? [{ name, when, expectMs: expectMinutes * 60_000, waves }] : [];
  });
}

/** Rows and the documents made from them have the same length and order. */
function inParallel<A, B, C>(left: readonly A[], right: readonly B[], join: (a: A, b: B) => C): C[] {
  return left.flatMap((a, index) => {
    const b = right[index];
    return b === undefined ? [] : [join(a, b)];
  });
}
