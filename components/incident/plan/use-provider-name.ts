'use client';

import { useTranslations } from 'next-intl';

/** A provider by the name that people know it by; one that came later by its id. */
export function useProviderName(): (provider: string) => string {
  const t = useTranslations('provider');
  return (provider) => (t.has(`${provider}.name`) ? t(`${provider}.name`) : provider);
}
