import { randomUUID } from 'node:crypto';
import type { Prisma } from '@/lib/db/generated/client';
import { KEYS, keyed } from './diff';
import { channelConfig, instantText, type ServiceDocument } from './document';
import type { ServiceRow } from './rows';

type Tx = Prisma.TransactionClient;
const json = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;

/** Writes one service. What keeps its name keeps its id: incidents and verdicts point to it. */
export async function writeService(tx: Tx, wanted: ServiceDocument, row: ServiceRow | undefined): Promise<void> {
  const data = {
    slug: wanted.slug,
    name: wanted.name,
    environment: wanted.environment,
    owner: wanted.owner,
    stability: wanted.stability,
    objectionSeconds: wanted.objection?.seconds ?? null,
    links: wanted.links,
    messages: json(wanted.messages ?? {}),
  };
  const serviceId = row?.id ?? randomUUID();
  if (row) {
    await tx.service.update({
      where: { id: serviceId },
      data: { ...data, archivedAt: archivedAt(wanted, row), version: { increment: 1 } },
    });
  } else await tx.service.create({ data: { id: serviceId, ...data, archivedAt: archivedAt(wanted, row) } });
  await writeNamed(tx, serviceId, wanted, row);
  await writeFreezes(tx, serviceId, wanted, row);
  await writeContacts(tx, serviceId, wanted, row);
  await writeChannels(tx, serviceId, wanted, row);
}

const archivedAt = ({ archived }: ServiceDocument, row: ServiceRow | undefined): Date | null =>
  archived ? (row?.archivedAt ?? new Date()) : null;

async function writeNamed(
  tx: Tx,
  serviceId: string,
  wanted: ServiceDocument,
  row: ServiceRow | undefined,
): Promise<void> {
  await writeList(row?.components ?? [], wanted.components, KEYS.components, {
    remove: (ids) => tx.component.deleteMany({ where: { id: { in: ids } } }),
    write: (id, { name, provider, config }, position) => {
      const data = { name, provider, config: json(config), position };
      return tx.component.upsert({ where: { id }, create: { id, serviceId, ...data }, update: data });
    },
  });
  await writeList(row?.checks ?? [], wanted.checks, KEYS.checks, {
    remove: (ids) => tx.check.deleteMany({ where: { id: { in: ids } } }),
    write: (id, { name, kind, required, config }, position) => {
      const data = { name, kind, required, config: json(config), position };
      return tx.check.upsert({ where: { id }, create: { id, serviceId, ...data }, update: data });
    },
  });
  await writeList(row?.playbooks ?? [], wanted.playbooks, KEYS.playbooks, {
    remove: (ids) => tx.playbook.deleteMany({ where: { id: { in: ids } } }),
    write: (id, { name, when, expectMinutes, steps }, position) => {
      const data = { name, when, expectMinutes, steps, position };
      return tx.playbook.upsert({ where: { id }, create: { id, serviceId, ...data }, update: data });
    },
  });
}

async function writeFreezes(
  tx: Tx,
  serviceId: string,
  wanted: ServiceDocument,
  row: ServiceRow | undefined,
): Promise<void> {
  const rows = (row?.freezes ?? []).map(({ id, startsAt }) => ({ id, from: instantText(startsAt) }));
  await writeList(rows, wanted.freezes, KEYS.freezes, {
    remove: (ids) => tx.freezeWindow.deleteMany({ where: { id: { in: ids } } }),
    write: (id, { from, until, reason }, position) => {
      const data = { startsAt: new Date(from), endsAt: new Date(until), reason, position };
      return tx.freezeWindow.upsert({ where: { id }, create: { id, serviceId, ...data }, update: data });
    },
  });
}

async function writeContacts(
  tx: Tx,
  serviceId: string,
  wanted: ServiceDocument,
  row: ServiceRow | undefined,
): Promise<void> {
  await writeList(row?.contacts ?? [], wanted.contacts, KEYS.contacts, {
    remove: (ids) => tx.contact.deleteMany({ where: { id: { in: ids } } }),
    write: (id, { role, name, phone, email }, position) => {
      const data = { role, name, phone: phone ?? null, email: email ?? null, position };
      return tx.contact.upsert({ where: { id }, create: { id, serviceId, ...data }, update: data });
    },
  });
}

async function writeChannels(
  tx: Tx,
  serviceId: string,
  wanted: ServiceDocument,
  row: ServiceRow | undefined,
): Promise<void> {
  await writeList(row?.channels ?? [], wanted.channels, KEYS.channels, {
    remove: (ids) => tx.channel.deleteMany({ where: { id: { in: ids } } }),
    write: (id, channel, position) => {
      const data = { kind: channel.kind, config: json(channelConfig(channel)), position };
      return tx.channel.upsert({ where: { id }, create: { id, serviceId, ...data }, update: data });
    },
  });
}

/** Removes what is no longer wanted first, so that a name may move to another kind of thing. */
async function writeList<Row extends { id: string }, Item>(
  rows: readonly Row[],
  wanted: readonly Item[],
  keyOf: (item: Row | Item) => string,
  to: {
    remove: (ids: string[]) => Promise<unknown>;
    write: (id: string, item: Item, position: number) => Promise<unknown>;
  },
): Promise<void> {
  const existing = keyed(rows, keyOf);
  const next = keyed(wanted, keyOf);
  await to.remove([...existing].filter(([key]) => !next.has(key)).map(([, { id }]) => id));
  let position = 0;
  for (const [key, item] of next) await to.write(existing.get(key)?.id ?? randomUUID(), item, position++);
}
