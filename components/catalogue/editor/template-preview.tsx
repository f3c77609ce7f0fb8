'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { fillTemplate } from '@/lib/domain/fill-template';
import type { FormValue, TemplateSamples } from '@/lib/domain/form';
import { LOCALES, MESSAGE_KINDS } from '@/lib/domain/words';
import { asObject, asText } from './value';

interface Props {
  messages: FormValue | undefined;
  samples: TemplateSamples;
}

/** Each template with the fields of an example filled in, while it is written. */
export function TemplatePreview({ messages, samples }: Props) {
  const t = useTranslations('editor');
  const written = LOCALES.flatMap((locale) =>
    MESSAGE_KINDS.map((kind) => ({ locale, kind, template: asText(asObject(asObject(messages)[locale])[kind]) })),
  ).filter(({ template }) => template.trim() !== '');
  if (written.length === 0) return null;
  return (
    <Card title={t('preview')} level="h3" bodyClassName="grid gap-3 p-4" aria-live="polite">
      {written.map(({ locale, kind, template }) => (
        <figure key={`${locale} ${kind}`} className="grid min-w-0 gap-1">
          <figcaption className="text-muted text-sm">{t(`previewOf.${locale}.${kind}`)}</figcaption>
          <pre
            lang={locale}
            className="whitespace-pre-wrap rounded border bg-sunken p-3 text-sm [overflow-wrap:anywhere]"
          >
            {fillTemplate(template, samples[locale][kind])}
          </pre>
        </figure>
      ))}
    </Card>
  );
}
