import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Theme, ThemeToggle } from '@/components/ui/theme-toggle';
import { AccountMenu } from './account-menu';
import { KeysProvider } from './keys-provider';
import { LocaleSwitch } from './locale-switch';
import { NavLinks } from './nav-links';
import { Wordmark } from './wordmark';

export interface ShellUser {
  name: string;
  email: string;
  role: string;
}

/** The frame of every page: skip link, header, content. Without a user there is no navigation. */
export function AppShell({ user, theme, children }: { user: ShellUser | null; theme: Theme; children: ReactNode }) {
  const t = useTranslations('common');
  const preferences = (
    <>
      <LocaleSwitch />
      <ThemeToggle initial={theme} />
    </>
  );
  return (
    <KeysProvider>
      <div className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-raised focus:px-4 focus:py-2"
        >
          {t('skip')}
        </a>
        <header className="no-print flex h-12 shrink-0 items-center border-b bg-raised px-1 sm:gap-6 sm:px-6">
          <Wordmark />
          {user && <NavLinks />}
          <div className="ml-auto flex items-center">
            <div className={user ? 'flex items-center max-sm:hidden' : 'flex items-center'}>{preferences}</div>
            {user && <AccountMenu user={user}>{preferences}</AccountMenu>}
          </div>
        </header>
        <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </div>
    </KeysProvider>
  );
}
