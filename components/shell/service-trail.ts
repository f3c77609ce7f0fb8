import { getTranslations } from 'next-intl/server';
import type { Place } from './trail';

/** The way up from a page of a service. */
export async function serviceTrail({ slug, name }: { slug: string; name: string }): Promise<Place[]> {
  const t = await getTranslations('common.nav');
  return [
    { href: '/services', label: t('services') },
    { href: `/services/${slug}`, label: name },
  ];
}
