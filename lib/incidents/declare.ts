import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { serviceFact } from '@/lib/catalogue/read';
import { db } from '@/lib/db/client';
import { classSchema, DEFAULT_SETTINGS } from '@/lib/domain/facts';
import type { Result } from '@/lib/domain/snapshot';
import { SYMPTOMS } from '@/lib/domain/words';
import { execute } from '@/lib/log/execute';
import { type PersonActor, refused } from './ctx';

export const declarationSchema = z.object({
  serviceId: z.string().min(1),
  title: z.string().trim().min(1).max(200),
  symptoms: z.array(z.enum(SYMPTOMS)),
  class: classSchema,
  drill: z.boolean(),
});
export type Declaration = z.infer<typeof declarationSchema>;

const stabilitySchema = z.object({ windowSeconds: z.number().positive(), intervalSeconds: z.number().positive() });

/** Opens an incident with the service's facts and settings as they are now: it keeps the ones it was declared under. */
export async function declare(
  input: Declaration,
  actor: PersonActor,
): Promise<Result<{ incidentId: string; number: number }>> {
  const row = await db().service.findUnique({ where: { id: input.serviceId } });
  if (!row) return { ok: false, error: { code: 'no_such_service' } };
  const { windowSeconds, intervalSeconds } = stabilitySchema.parse(row.stability);
  const { serviceId, ...declaration } = input;
  const incidentId = randomUUID();
  const result = await execute(
    incidentId,
    {
      type: 'incident.declare',
      ...declaration,
      // The log takes the number from its sequence.
      number: 0,
      service: await serviceFact(serviceId),
      settings: {
        ...DEFAULT_SETTINGS,
        stability: { windowMs: windowSeconds * 1000, intervalMs: intervalSeconds * 1000 },
        ...(row.objectionSeconds === null ? {} : { objectionMs: row.objectionSeconds * 1000 }),
      },
    },
    actor,
  );
  return result.ok ? { ok: true, data: { incidentId, number: result.state.number } } : refused(result.refusal);
}
