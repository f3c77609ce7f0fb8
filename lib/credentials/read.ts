import { db } from '@/lib/db/client';
import type { CredentialRow, CredentialTrouble } from '@/lib/domain/credentials';
import { type CredentialKind, fieldsOfKind } from './kinds';
import { storedFieldsSchema } from './store';

const MENTION = /credential:([a-z0-9][a-z0-9-]{0,62})/g;
/** So long before its end a credential is spoken of. */
const SOON_MS = 14 * 24 * 3600_000;

/** All named credentials with what they hold and who uses them; never a secret. */
export async function listCredentials(): Promise<CredentialRow[]> {
  const [rows, uses] = await Promise.all([db().credential.findMany({ orderBy: { name: 'asc' } }), readUses()]);
  return rows.map((row) => {
    const stored = storedFieldsSchema.parse(row.fields);
    return {
      name: row.name,
      kind: row.kind,
      version: row.version,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      trouble: troubleOf(row.expiresAt),
      updatedAt: row.updatedAt.toISOString(),
      fields: fieldsOfKind(row.kind as CredentialKind).map((name) => {
        const field = stored[name];
        return { name, held: field ? ('reference' in field ? field.reference : 'sealed') : null };
      }),
      usedBy: uses.get(row.name) ?? [],
    };
  });
}

/** What is wrong with the credentials that these settings name: not there, past their end, or soon to be. */
export async function credentialTroubles(config: unknown): Promise<CredentialTrouble[]> {
  const names = mentionedIn(config);
  if (names.length === 0) return [];
  const rows = await db().credential.findMany({ where: { name: { in: names } } });
  return names.flatMap((name): CredentialTrouble[] => {
    const row = rows.find((one) => one.name === name);
    if (!row) return [{ name, trouble: 'missing', at: null }];
    const trouble = troubleOf(row.expiresAt);
    return trouble ? [{ name, trouble, at: row.expiresAt?.toISOString() ?? null }] : [];
  });
}

/** The same for everything of a service: its components, checks and channels. */
export async function serviceCredentialTroubles(serviceId: string): Promise<CredentialTrouble[]> {
  const one = { where: { serviceId }, select: { config: true } } as const;
  const parts = await Promise.all([db().component.findMany(one), db().check.findMany(one), db().channel.findMany(one)]);
  return credentialTroubles(parts.flat().map(({ config }) => config));
}

function troubleOf(expiresAt: Date | null): CredentialRow['trouble'] {
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt.getTime() - Date.now();
  if (left > SOON_MS) return null;
  return left > 0 ? 'expires_soon' : 'expired';
}

const mentionedIn = (config: unknown): string[] => [
  ...new Set([...JSON.stringify(config ?? null).matchAll(MENTION)].map(([, name = '']) => name)),
];

async function readUses(): Promise<Map<string, CredentialRow['usedBy']>> {
  const select = { include: { service: { select: { slug: true, name: true, archivedAt: true } } } } as const;
  const [components, checks, channels] = await Promise.all([
    db().component.findMany(select),
    db().check.findMany(select),
    db().channel.findMany(select),
  ]);
  const parts = [...components, ...checks, ...channels.map((channel) => ({ ...channel, name: channel.kind }))];
  const uses = new Map<string, CredentialRow['usedBy']>();
  for (const { name, config, service } of parts.filter((part) => part.service.archivedAt === null)) {
    for (const credential of mentionedIn(config)) {
      const use = { slug: service.slug, service: service.name, part: name };
      uses.set(credential, [...(uses.get(credential) ?? []), use]);
    }
  }
  return uses;
}
