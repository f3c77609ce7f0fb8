import { db } from '@/lib/db/client';
import { defaultTemplate, unknownPlaceholders } from '@/lib/domain/postmortem-template';
import type { Result } from '@/lib/domain/snapshot';
import { LOCALES, type Locale } from '@/lib/domain/words';
import { translatorFor } from '@/lib/i18n/translator';
import type { PersonActor } from './ctx';

export interface TemplateView {
  locale: Locale;
  body: string;
  /** 0: the organisation has none of its own in this language. */
  version: number;
  updatedBy: string | null;
}

/** The organisation's own template in this language; undefined where Repli's is used. */
export async function ownTemplate(locale: Locale): Promise<string | undefined> {
  return (await db().postmortemTemplate.findUnique({ where: { locale } }))?.body;
}

/** What drafts are made from, in both languages. */
export async function readTemplates(): Promise<TemplateView[]> {
  const rows = await db().postmortemTemplate.findMany();
  return Promise.all(
    LOCALES.map(async (locale) => {
      const own = rows.find((row) => row.locale === locale);
      if (own) return { locale, body: own.body, version: own.version, updatedBy: own.updatedBy };
      const body = defaultTemplate(await translatorFor(locale, ['postmortem']));
      return { locale, body, version: 0, updatedBy: null };
    }),
  );
}

/**
 * Saves a template written on `version`; an empty one gives the place back to Repli's own. Refused are unknown
 * placeholders, and a version that somebody else replaced meanwhile (`template_conflict`).
 */
export async function saveTemplate(
  { locale, body, version }: { locale: Locale; body: string; version: number },
  actor: PersonActor,
): Promise<Result<{ version: number }>> {
  const unknown = unknownPlaceholders(body);
  if (unknown.length > 0) {
    return { ok: false, error: { code: 'template_placeholder_unknown', params: { names: unknown.join(', ') } } };
  }
  return db().$transaction(async (tx) => {
    // Two first versions at once would both insert: the lock makes the second see the first.
    await tx.$executeRaw`LOCK TABLE postmortem_templates IN SHARE ROW EXCLUSIVE MODE`;
    const now = await tx.postmortemTemplate.findUnique({ where: { locale } });
    if ((now?.version ?? 0) !== version) {
      return { ok: false, error: { code: 'template_conflict', params: { by: now?.updatedBy ?? '' } } };
    }
    const next = body.trim() === '' ? 0 : version + 1;
    const row = { body, version: next, updatedBy: actor.name, updatedAt: new Date() };
    if (next === 0) await tx.postmortemTemplate.deleteMany({ where: { locale } });
    else await tx.postmortemTemplate.upsert({ where: { locale }, create: { locale, ...row }, update: row });
    await tx.auditEntry.create({ data: { actor: actor.id, action: 'template.saved', subject: locale } });
    return { ok: true, data: { version: next } };
  });
}
