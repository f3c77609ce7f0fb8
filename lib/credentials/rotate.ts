import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { addKey, keepNewestKey, readKeys } from './keys';
import { seal, unseal } from './seal';
import { storedFieldsSchema, takeCredentialTurn } from './store';

/**
 * Seals every stored credential anew. With keys in a file, a new one is made for it and the old ones are forgotten;
 * with keys in the environment, the first of them is used. Either all rows change or none. Answers how many.
 */
export async function rotateKeys({ inFile }: { inFile: boolean }, actor: string): Promise<number> {
  if (inFile) await addKey();
  const count = await db().$transaction(async (tx) => {
    await takeCredentialTurn(tx);
    const [newest, ...older] = await readKeys();
    const rows = await tx.credential.findMany();
    for (const row of rows) {
      const entries = Object.entries(storedFieldsSchema.parse(row.fields)).map(([field, stored]) => {
        if ('reference' in stored) return [field, stored] as const;
        const place = { id: row.id, name: row.name, field };
        const value = unseal(stored, place, [newest, ...older]);
        if (value === null) throw new Error(`No key opens the credential ${row.name}: nothing was changed.`);
        return [field, seal(value, place, newest)] as const;
      });
      const fields = Object.fromEntries(entries) as Prisma.InputJsonObject;
      await tx.credential.update({ where: { id: row.id }, data: { fields } });
    }
    await tx.auditEntry.create({ data: { actor, action: 'credential.rotated', subject: 'credentials' } });
    return rows.length;
  });
  if (inFile) await keepNewestKey();
  return count;
}
