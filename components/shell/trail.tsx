import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

export interface Place {
  href: string;
  label: string;
}

/** Where a page is, and the ways up from it. A long name wraps here, where a button could not hold it. */
export function Trail({ places }: { places: Place[] }) {
  const t = useTranslations('common');
  return (
    <nav aria-label={t('trail')} className="no-print min-w-0 text-sm">
      <ol className="flex min-w-0 flex-wrap items-center gap-x-1">
        {places.map(({ href, label }, index) => (
          <li key={href} className="flex min-w-0 items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />}
            <Link
              href={href}
              prefetch={false}
              className="inline-flex min-h-6 min-w-0 items-center text-accent [overflow-wrap:anywhere] hover:underline touch:min-h-11 touch:min-w-11"
            >
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
