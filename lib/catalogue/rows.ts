import type { Prisma } from '@/lib/db/generated/client';
import { instantText, type ServiceDocument, serviceDocumentSchema } from './document';

const inOrder = { orderBy: { position: 'asc' } } as const;

export const withParts = {
  components: inOrder,
  checks: inOrder,
  playbooks: inOrder,
  freezes: inOrder,
  contacts: inOrder,
  channels: inOrder,
} satisfies Prisma.ServiceInclude;

export type ServiceRow = Prisma.ServiceGetPayload<{ include: typeof withParts }>;

/**
 * The services of a transaction's own connection with their parts, one query after the other: a connection takes
 * one at a time, and an `include` of several lists would send them together.
 */
export async function readRows(tx: Prisma.TransactionClient, slugs: string[]): Promise<ServiceRow[]> {
  const services = await tx.service.findMany({ where: { slug: { in: slugs } } });
  const where = { serviceId: { in: services.map(({ id }) => id) } };
  const components = await tx.component.findMany({ where, ...inOrder });
  const checks = await tx.check.findMany({ where, ...inOrder });
  const playbooks = await tx.playbook.findMany({ where, ...inOrder });
  const freezes = await tx.freezeWindow.findMany({ where, ...inOrder });
  const contacts = await tx.contact.findMany({ where, ...inOrder });
  const channels = await tx.channel.findMany({ where, ...inOrder });
  return services.map((service) => {
    const own = <T extends { serviceId: string }>(parts: T[]) =>
      parts.filter(({ serviceId }) => serviceId === service.id);
    return {
      ...service,
      components: own(components),
      checks: own(checks),
      playbooks: own(playbooks),
      freezes: own(freezes),
      contacts: own(contacts),
      channels: own(channels),
    };
  });
}

const asObject = (value: unknown): Record<string, unknown> => value as Record<string, unknown>;

/** The row as the document that an import would have written it from. Throws when somebody else wrote it. */
export function documentOf(row: ServiceRow): ServiceDocument {
  return serviceDocumentSchema.parse({
    slug: row.slug,
    name: row.name,
    environment: row.environment,
    owner: row.owner,
    contacts: row.contacts.map(({ role, name, phone, email }) => ({
      role,
      name,
      ...(phone === null ? {} : { phone }),
      ...(email === null ? {} : { email }),
    })),
    links: row.links,
    channels: row.channels.map(({ kind, config }) => ({ ...asObject(config), kind })),
    stability: row.stability,
    ...(row.objectionSeconds === null ? {} : { objection: { seconds: row.objectionSeconds } }),
    ...(Object.keys(asObject(row.messages)).length === 0 ? {} : { messages: row.messages }),
    freezes: row.freezes.map(({ startsAt, endsAt, reason }) => ({
      from: instantText(startsAt),
      until: instantText(endsAt),
      reason,
    })),
    components: row.components.map(({ name, provider, config }) => ({ name, provider, config })),
    checks: row.checks.map(({ name, kind, required, config }) => ({ name, kind, required, config })),
    playbooks: row.playbooks.map(({ name, when, expectMinutes, steps }) => ({ name, when, expectMinutes, steps })),
    ...(row.archivedAt === null ? {} : { archived: true }),
  });
}
