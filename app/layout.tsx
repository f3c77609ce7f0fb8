import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { ClientMessages } from '@/components/shell/client-messages';
import { TimeZoneKeeper } from '@/components/shell/time-zone-keeper';
import type { Theme } from '@/components/ui/theme-toggle';
import { currentSession } from '@/lib/auth/session';
import { fontVariables } from './fonts';
import './globals.css';
import { Providers } from './providers';

export const metadata: Metadata = { title: { default: 'Repli', template: '%s · Repli' } };

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
};

const themeOf = (cookie: string | undefined): Theme => (cookie === 'light' || cookie === 'dark' ? cookie : 'system');

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar, session] = await Promise.all([getLocale(), cookies(), currentSession()]);
  const theme = themeOf(jar.get('theme')?.value);
  return (
    <html lang={locale} className={theme === 'system' ? fontVariables : `${fontVariables} ${theme}`}>
      <body>
        <ClientMessages>
          <TimeZoneKeeper known={jar.get('tz')?.value ?? null} />
          <Providers>
            <AppShell theme={theme} user={session?.user ?? null}>
              {children}
            </AppShell>
          </Providers>
        </ClientMessages>
      </body>
    </html>
  );
}
