'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { TextArea } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { LOCALES } from '@/lib/domain/words';
import { useIncident } from '../room-context';
import type { MessageDraft } from './use-message';

/** The text exactly as it goes out, to be changed in place; in either language. */
export function MessageEditor({ draft, label }: { draft: MessageDraft; label: string }) {
  const t = useTranslations('room.message');
  const words = useTranslations('words.locale');
  const { channels } = useIncident().service;
  const where = channels.map((channel) => channel.label).join(', ');
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 text-muted text-sm [overflow-wrap:anywhere]">
          {channels.length > 0 ? t('goesTo', { where }) : t('noChannel')}
        </p>
        <div className="flex items-center gap-1">
          <Segmented
            label={t('language')}
            value={draft.locale}
            options={LOCALES.map((value) => ({ value, label: words(value) }))}
            onChange={draft.setLocale}
          />
          <CopyButton text={draft.body} compact />
        </div>
      </div>
      <TextArea
        label={label}
        quietLabel
        rows={8}
        className="[&_textarea]:field-sizing-content [&_textarea]:max-h-[70vh] [&_textarea]:min-h-40"
        lang={draft.locale}
        value={draft.body}
        maxLength={10_000}
        onChange={(event) => draft.setBody(event.target.value)}
      />
    </div>
  );
}
