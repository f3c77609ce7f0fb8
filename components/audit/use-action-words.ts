import { useTranslations } from 'next-intl';

/** What somebody did, in words; a kind of entry that has none yet is said by its code. */
export function useActionWords(): (action: string) => string {
  const t = useTranslations('audit_log.action');
  return (action) => (t.has(action) ? t(action) : action);
}
