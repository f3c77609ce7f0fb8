'use client';

import { CircleUser } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Menu, MenuLink } from '@/components/ui/menu';
import type { ShellUser } from './app-shell';

/** Who is signed in, and the way out; on a phone the header's preferences are in here too. */
export function AccountMenu({ user, children }: { user: ShellUser; children: ReactNode }) {
  const t = useTranslations('common.account');
  return (
    <Menu label={t('label', { name: user.name })} trigger={<CircleUser aria-hidden className="size-5" />}>
      <div className="grid px-2 py-1 text-sm">
        <span className="truncate font-semibold">{user.name}</span>
        <span className="truncate text-muted">{user.email}</span>
        <span className="text-muted">{t(`role.${user.role}`)}</span>
      </div>
      <div className="flex sm:hidden">{children}</div>
      <MenuLink href="/account">{t('settings')}</MenuLink>
      {user.role === 'admin' && (
        <>
          <MenuLink href="/people">{t('people')}</MenuLink>
          <MenuLink href="/audit">{t('audit')}</MenuLink>
        </>
      )}
      <form action="/api/sign-out" method="post">
        <button
          type="submit"
          className="flex min-h-9 w-full items-center rounded px-2 text-left text-sm hover:bg-sunken touch:min-h-11"
        >
          {t('signOut')}
        </button>
      </form>
    </Menu>
  );
}
