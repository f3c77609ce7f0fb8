import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/facts';
import { draftPostmortem } from '@/lib/domain/postmortem';
import type { Result } from '@/lib/domain/snapshot';
import type { Locale } from '@/lib/domain/words';
import { translatorFor } from '@/lib/i18n/translator';
import { indexText } from '@/lib/log/entries';
import { execute } from '@/lib/log/execute';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { notFound, type PersonActor, refused } from './ctx';
import { sha256 } from './record-plan';
import { ownTemplate } from './templates';
import { dropWorkingCopy } from './working-copy';

/**
 * Drafts the post-mortem from the log. Until a person has saved an edit or asked for a review the draft follows the
 * timeline; after that it is theirs, and what is there is returned.
 */
export async function draft(incidentId: string, locale: Locale, actor: Actor): Promise<Result<{ version: number }>> {
  const state = await readState(incidentId);
  if (!state) return notFound();
  if (state.postmortem?.review) return currentVersion(incidentId);
  const events = await readEvents(db(), incidentId);
  const t = await translatorFor(locale, ['postmortem', 'message', 'timeline', 'words', 'provider']);
  const body = draftPostmortem(state, events, t, await ownTemplate(locale));
  const updatedBy = actor.kind === 'person' ? actor.name : 'Repli';
  const command = { type: 'postmortem.draft', digest: sha256(body) } as const;
  const result = await execute(incidentId, command, actor, {
    async also(tx) {
      await tx.postmortem.createMany({
        data: { incidentId, locale, body, version: 1, updatedBy },
        skipDuplicates: true,
      });
      await tx.postmortem.updateMany({ where: { incidentId, version: 1 }, data: { body, locale } });
      await indexText(tx, incidentId);
    },
  });
  return result.ok ? currentVersion(incidentId) : refused(result.refusal);
}

async function currentVersion(incidentId: string): Promise<Result<{ version: number }>> {
  const { version } = await db().postmortem.findUniqueOrThrow({ where: { incidentId }, select: { version: true } });
  return { ok: true, data: { version } };
}

/** What Repli does by itself in the debrief, in the language of the start message. */
export async function draftByItself(incidentId: string): Promise<void> {
  const state = await readState(incidentId);
  const start = state?.messages.find(({ kind }) => kind === 'start');
  await draft(incidentId, start?.locale ?? 'en', { kind: 'system', name: 'scheduler' });
}

/**
 * Saves an edit made on `version`. When somebody saved in between nothing is overwritten: the error `edit_conflict`
 * tells the current version, and its text is in `message`, so that the editor can show both.
 */
export async function savePostmortem(
  incidentId: string,
  input: { body: string; version: number },
  actor: PersonActor,
): Promise<Result<{ version: number }>> {
  const state = await readState(incidentId);
  if (!state) return notFound();
  if (state.postmortem?.review?.status === 'published') return refused({ code: 'postmortem_published', params: {} });
  const saved = await db().postmortem.updateMany({
    where: { incidentId, version: input.version },
    data: { body: input.body, version: input.version + 1, updatedBy: actor.name, updatedAt: new Date() },
  });
  if (saved.count === 0) return conflict(incidentId);
  const version = input.version + 1;
  const result = await execute(incidentId, { type: 'postmortem.save', digest: sha256(input.body), version }, actor);
  if (!result.ok) return refused(result.refusal);
  await dropWorkingCopy(incidentId, actor.id);
  return { ok: true, data: { version } };
}

async function conflict(incidentId: string): Promise<Result<never>> {
  const now = await db().postmortem.findUnique({ where: { incidentId } });
  if (!now) return notFound();
  const params = { version: now.version, by: now.updatedBy };
  return { ok: false, error: { code: 'edit_conflict', params, message: now.body } };
}
