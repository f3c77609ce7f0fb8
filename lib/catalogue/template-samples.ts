import type { TemplateValues } from '@/lib/domain/fill-template';
import type { TemplateSamples } from '@/lib/domain/form';
import type { Locale } from '@/lib/domain/words';
import { translatorFor } from '@/lib/i18n/translator';

/** What an incident might put into a template's fields, in both languages, for the preview beside it. */
export async function templateSamples(): Promise<TemplateSamples> {
  const [en, fr] = await Promise.all([sampleIn('en'), sampleIn('fr')]);
  return { en, fr };
}

async function sampleIn(locale: Locale): Promise<TemplateSamples[Locale]> {
  const t = await translatorFor(locale, ['message', 'editor']);
  const service = 'Checkout (production)';
  const titles = { drill: '', service };
  const start: TemplateValues = {
    title: t('message.title.start.rollback', titles),
    incident: t('message.inc', { number: 142 }),
    service,
    status: t('message.status.communication'),
    reason: t('editor.sampleReason'),
    impact: t('message.impact.critical_feature'),
    eta: t('message.eta', { minutes: 10 }),
    duration: t('message.duration', { minutes: 4 }),
    version: 'web 1.4.2',
    services: 'Checkout (web, api)',
    next: t('message.nextNone'),
    link: 'https://repli.example/s/…',
  };
  const update = { ...start, title: t('message.title.update', titles), status: t('message.status.verification') };
  const end = { ...start, title: t('message.title.end.recovered', titles), status: t('message.status.debrief') };
  return { start, update, end };
}
