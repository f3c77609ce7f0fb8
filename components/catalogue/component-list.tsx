'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { ServiceView } from '@/lib/domain/views';
import { ComponentState } from './component-state';

/** The service's components, each asked of its provider while somebody looks; only named where nobody operates them. */
export function ComponentList({
  slug,
  components,
  operated,
}: {
  slug: string;
  components: ServiceView['components'];
  operated: boolean;
}) {
  const t = useTranslations('services');
  return (
    <Card
      title={t('components')}
      aside={
        operated && (
          <Link
            href={`/services/${slug}/revisions`}
            className="inline-flex min-h-9 items-center text-accent hover:underline touch:min-h-11"
          >
            {t('allRevisions')}
          </Link>
        )
      }
      bodyClassName=""
    >
      <ul>
        {components.map((component) => (
          <li key={component.id} className="grid min-w-0 gap-3 border-b p-4 last:border-b-0">
            <h3 className="flex min-w-0 flex-wrap items-baseline gap-x-2">
              <span className="min-w-0 [overflow-wrap:anywhere]">{component.name}</span>
              <span className="font-normal text-muted text-sm">{component.label}</span>
            </h3>
            {operated && <ComponentState component={component} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
