import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { asksTheTeam } from '@/lib/domain/policy';
import type { Result } from '@/lib/domain/snapshot';
import { BREAK_GLASS_RULES, LOCALES } from '@/lib/domain/words';
import { execute } from '@/lib/log/execute';
import { readState } from '@/lib/log/read-state';
import { notFound, type PersonActor, refused } from './ctx';
import { startRun } from './start-run';

export const startSchema = z.object({
  planId: z.string().min(1),
  hash: z.string().min(1),
  /** The start message, when it is not out yet; null leaves it to what was sent before, or to broken glass. */
  message: z.object({ locale: z.enum(LOCALES), body: z.string().trim().min(1).max(10_000) }).nullable(),
  glass: z.array(z.object({ rule: z.enum(BREAK_GLASS_RULES), reason: z.string().trim().min(1).max(2_000) })),
});
export type Start = z.infer<typeof startSchema>;

/** The run that started, or until when the team may object before it starts by itself. */
export type Started = { runId: string } | { objectionUntil: string };

/**
 * The commander's one press: acknowledges the plan's warnings, sends the start message and starts the run, or asks the
 * team first where the service wants that. Each part is an event of its own and none is undone when a later one is
 * refused. `stale_plan`: see `startRun`. Throws ProviderError.
 */
export async function sendAndStart(incidentId: string, input: Start, actor: PersonActor): Promise<Result<Started>> {
  const state = await readState(incidentId);
  if (!state) return notFound();
  const { planId, hash, glass } = input;
  if (state.plan?.id === planId && !state.plan.acknowledged) {
    const acknowledged = await execute(incidentId, { type: 'plan.acknowledge', planId, hash }, actor);
    if (!acknowledged.ok) return refused(acknowledged.refusal);
  }
  if (input.message) {
    const message = { messageId: randomUUID(), kind: 'start' as const, ...input.message };
    const sent = await execute(incidentId, { type: 'message.send', ...message }, actor);
    if (!sent.ok) return refused(sent.refusal);
  }
  const asks = asksTheTeam(state) && state.objection?.hash !== hash && !glass.some(({ rule }) => rule === 'objection');
  return asks ? askTheTeam(incidentId, { planId, hash }, actor) : startRun(state, { planId, hash, glass }, actor);
}

async function askTheTeam(
  incidentId: string,
  plan: { planId: string; hash: string },
  actor: PersonActor,
): Promise<Result<Started>> {
  const asked = await execute(incidentId, { type: 'objection.open', ...plan }, actor);
  if (!asked.ok) return refused(asked.refusal);
  return { ok: true, data: { objectionUntil: asked.state.objection?.until ?? '' } };
}
