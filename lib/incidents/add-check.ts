import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CheckKind } from '@/lib/checks/contract';
import { checks as kinds } from '@/lib/checks/registry';
import { db } from '@/lib/db/client';
import type { Result } from '@/lib/domain/snapshot';
import { execute } from '@/lib/log/execute';
import { type PersonActor, refused } from './ctx';

export const newCheckSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('http'), name: z.string().trim().min(1).max(100), url: z.url() }),
  z.object({
    kind: z.literal('manual'),
    name: z.string().trim().min(1).max(100),
    instruction: z.string().trim().min(1).max(500),
  }),
]);
export type NewCheck = z.infer<typeof newCheckSchema>;

/** Adds a required check for this incident alone (rule 1): its config is a row, the timeline holds the fact. */
export async function addCheck(
  incidentId: string,
  input: NewCheck,
  actor: PersonActor,
): Promise<Result<{ checkId: string }>> {
  const { kind: kindId, name, ...given } = input;
  const kind: CheckKind = kinds[kindId];
  const config = kind.config.safeParse(given);
  if (!config.success) {
    return { ok: false, error: { code: 'invalid_input', fieldErrors: { url: config.error.issues[0]?.message ?? '' } } };
  }
  const id = randomUUID();
  await db().incidentCheck.create({ data: { id, incidentId, kind: kindId, config: given } });
  const check = {
    id,
    name,
    kind: kindId,
    required: true,
    manual: kind.manual,
    command: kind.command(config.data),
    expected: kind.expected(config.data),
  };
  const result = await execute(incidentId, { type: 'check.add', check }, actor);
  return result.ok ? { ok: true, data: { checkId: id } } : refused(result.refusal);
}
