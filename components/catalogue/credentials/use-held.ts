import { useTranslations } from 'next-intl';
import type { CredentialRow } from '@/lib/domain/credentials';

/** Names what a field of a credential holds: a reference, something that is sealed, or nothing. */
export function useHeld(): (field: CredentialRow['fields'][number]) => string {
  const t = useTranslations('credentials');
  return ({ held }) => (held === 'sealed' ? t('sealed') : (held ?? t('empty')));
}
