'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Section } from '@/components/shell/section';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Segmented } from '@/components/ui/segmented';
import type { Locale } from '@/lib/domain/words';
import { Markdown } from './markdown';
import { FADE } from './timeline-aside';

interface Props {
  writing: boolean;
  body: string;
  lang: Locale;
  timeline: ReactNode;
}

/** Beside a text that is being written: what happened, or the page that it becomes. */
export function Beside({ writing, body, lang, timeline }: Props) {
  const t = useTranslations('postmortem_page');
  const [shown, setShown] = useState<'timeline' | 'page'>('timeline');
  const options = [
    { value: 'timeline', label: t('timeline') },
    { value: 'page', label: t('livePreview') },
  ] as const;
  return (
    <Section title={writing && shown === 'page' ? t('livePreview') : t('timeline')}>
      {writing && (
        <div className="no-print flex">
          <Segmented label={t('beside')} options={options} value={shown} onChange={setShown} />
        </div>
      )}
      <div className={writing && shown === 'page' ? 'hidden print:block' : 'contents'}>{timeline}</div>
      {writing && shown === 'page' && <Preview body={body} lang={lang} />}
    </Section>
  );
}

/** A breath behind the keys, so that a long text never slows them down. */
function Preview({ body, lang }: { body: string; lang: Locale }) {
  const t = useTranslations('postmortem_page');
  return (
    <ScrollArea
      label={t('livePreview')}
      className={`no-print max-h-[70dvh] overflow-y-auto rounded border bg-raised px-4 py-3 shadow lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] ${FADE}`}
    >
      <Markdown lang={lang}>{useDeferredValue(body)}</Markdown>
    </ScrollArea>
  );
}
