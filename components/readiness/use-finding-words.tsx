import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ServiceFinding } from '@/lib/domain/readiness';

/** A finding in the reader's language; what only a provider can say is in English, and marked as such. */
export function useFindingWords(): (finding: ServiceFinding) => ReactNode {
  const t = useTranslations();
  return ({ key, params, text }) =>
    key !== '' && t.has(key as never) ? t(key as never, params as never) : <span lang="en">{text}</span>;
}
