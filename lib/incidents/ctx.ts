import type { Refusal } from '@/lib/domain/decide';
import type { Actor } from '@/lib/domain/facts';
import type { Result } from '@/lib/domain/snapshot';

/** The signed-in person on whose behalf a use case runs. */
export type PersonActor = Extract<Actor, { kind: 'person' }>;

export const refused = (refusal: Refusal): Extract<Result<never>, { ok: false }> => ({
  ok: false,
  error: { code: refusal.code, params: refusal.params },
});

export const notFound = (): Extract<Result<never>, { ok: false }> => ({
  ok: false,
  error: { code: 'no_such_incident' },
});
