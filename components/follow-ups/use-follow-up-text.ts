import { useTranslations } from 'next-intl';
import { actionKind } from '@/lib/domain/follow-up-kinds';
import { type FollowUpWords, followUpText } from '@/lib/domain/follow-up-text';

/** What there is to do in the reader's language; closing work has no words beside those of its kind. Needs `provider`. */
export function useFollowUpText(): (followUp: FollowUpWords & { kind: string }) => string {
  const t = useTranslations();
  const kinds = useTranslations('words.followUp');
  return ({ kind, ...words }) =>
    followUpText(words, (key, params) => (t.has(key) ? t(key, params) : key)) || kinds(actionKind(kind));
}
