import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { secretReference } from '@/lib/net/reference';
import { readKeys } from './keys';
import { CREDENTIAL_KIND_NAMES, CREDENTIAL_KINDS, fieldsOfKind } from './kinds';
import { type Sealed, seal, sealedSchema } from './seal';

/** Each field is a reference, or sealed. */
export const storedFieldsSchema = z.record(
  z.string(),
  z.union([z.strictObject({ reference: z.string() }), sealedSchema]),
);
type StoredFields = Record<string, { reference: string } | Sealed>;

const MAX_CHARACTERS = 64 * 1024;

export const credentialInputSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'name_form' }),
    kind: z.enum(CREDENTIAL_KIND_NAMES),
    /** A reference, or the secret itself, which is sealed. Fields that are left out keep what they hold. */
    fields: z.record(z.string(), z.string().min(1).max(MAX_CHARACTERS)),
    expiresAt: z.iso.datetime({ offset: true }).nullable(),
    /** The version that the form was made from; 0 for a new one. */
    version: z.int().min(0),
  })
  .refine(({ kind, fields }) => Object.keys(fields).every((field) => fieldsOfKind(kind).includes(field)), {
    error: 'unknown_field',
    path: ['fields'],
  });
export type CredentialInput = z.output<typeof credentialInputSchema>;

export type CredentialSaved = { ok: true } | { ok: false; code: 'taken' | 'changed' | 'incomplete' };

const isReference = (value: string): boolean =>
  secretReference.safeParse(value).success && !value.startsWith('credential:');

/** A rotation that forgets a key must not miss what was sealed with it a moment ago. */
const CREDENTIAL_LOCK = 7_274_043;

export async function takeCredentialTurn(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CREDENTIAL_LOCK}::bigint)`;
}

/** Saves a credential; what was written is sealed before it reaches the database, and can never be read back from here. */
export async function saveCredential(input: CredentialInput, actor: string): Promise<CredentialSaved> {
  return db().$transaction(async (tx) => {
    await takeCredentialTurn(tx);
    const [key] = await readKeys();
    const row = await tx.credential.findUnique({ where: { name: input.name } });
    if (input.version === 0 && row) return { ok: false, code: 'taken' };
    if (input.version !== (row?.version ?? 0)) return { ok: false, code: 'changed' };
    const id = row?.id ?? randomUUID();
    const kept = row && row.kind === input.kind ? storedFieldsSchema.parse(row.fields) : {};
    const written = Object.entries(input.fields).map(([field, value]): [string, StoredFields[string]] => [
      field,
      isReference(value) ? { reference: value } : seal(value, { id, name: input.name, field }, key),
    ]);
    const fields: StoredFields = { ...kept, ...Object.fromEntries(written) };
    if (CREDENTIAL_KINDS[input.kind].fields.some((field) => !(field in fields)))
      return { ok: false, code: 'incomplete' };
    const data = {
      kind: input.kind,
      fields: fields as Prisma.InputJsonObject,
      expiresAt: input.expiresAt === null ? null : new Date(input.expiresAt),
      updatedBy: actor,
      updatedAt: new Date(),
    };
    if (row) await tx.credential.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
    else await tx.credential.create({ data: { id, name: input.name, ...data } });
    const changed = { kind: input.kind, fields: Object.keys(input.fields), expiresAt: input.expiresAt };
    await tx.auditEntry.create({ data: { actor, action: 'credential.saved', subject: input.name, data: changed } });
    return { ok: true };
  });
}

/** Forgets a credential; what refers to it says so from then on. */
export async function removeCredential(name: string, actor: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.credential.deleteMany({ where: { name } });
    if (count > 0) await tx.auditEntry.create({ data: { actor, action: 'credential.removed', subject: name } });
  });
}
