'use client';

import { useLocale } from 'next-intl';
import { useState } from 'react';
import { LOCALES, type Locale, type MessageKind } from '@/lib/domain/words';
import { useDraft } from './use-draft';

export interface MessageDraft {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  /** Empty until the draft is read. */
  body: string;
  setBody: (body: string) => void;
}

/** A drafted message that follows the incident until somebody edits it. */
export function useMessage(kind: MessageKind): MessageDraft {
  const page = useLocale();
  const [locale, setLocale] = useState<Locale>(LOCALES.find((known) => known === page) ?? 'en');
  const [edited, setEdited] = useState<Partial<Record<Locale, string>>>({});
  const draft = useDraft(kind, locale);
  return {
    locale,
    setLocale,
    body: edited[locale] ?? draft ?? '',
    setBody: (body) => setEdited((all) => ({ ...all, [locale]: body })),
  };
}
