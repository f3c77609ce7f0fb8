'use client';

import { CalendarCheck, House, Layers, NotebookPen, Siren } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';

/** `below`: what belongs to the place without standing under its address. */
const PLACES = [
  { key: 'home', href: '/', below: [], Icon: House },
  { key: 'incidents', href: '/incidents', below: [], Icon: Siren },
  { key: 'postmortems', href: '/post-mortems', below: ['/statistics'], Icon: NotebookPen },
  { key: 'services', href: '/services', below: ['/catalogue'], Icon: Layers },
  { key: 'followups', href: '/follow-ups', below: [], Icon: CalendarCheck },
] as const;

/** A post-mortem stands under its incident's address, and is looked for in the library. */
const placeOf = (path: string): string => (path.endsWith('/post-mortem') ? '/post-mortems' : path);

/** The five places. On a phone: icons, with their words for screen readers. */
export function NavLinks() {
  const t = useTranslations('common.nav');
  const path = placeOf(usePathname());
  return (
    <nav aria-label={t('label')}>
      <ul className="flex items-center sm:gap-1">
        {PLACES.map(({ key, href, below, Icon }) => {
          const here = href === '/' ? path === '/' : [href, ...below].some((place) => path.startsWith(place));
          return (
            <li key={key}>
              <Link
                href={href}
                prefetch={false}
                title={t(key)}
                aria-current={here ? 'page' : undefined}
                className={cx(
                  'flex min-h-9 items-center justify-center gap-2 rounded px-3 text-sm touch:min-h-11 max-sm:w-11 max-sm:px-0',
                  here ? 'bg-sunken font-semibold' : 'text-muted hover:bg-sunken hover:text-text',
                )}
              >
                <Icon aria-hidden className="size-4 sm:hidden" />
                <span className="max-sm:sr-only">{t(key)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
