import { AppRouterContext, type AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { loadMessages } from '@/lib/i18n/messages';
import { ArchivedNotice } from './archived-notice';

/** Nothing is pressed in markup. */
const ROUTER = {} as AppRouterInstance;

const shown = async (locale: 'en' | 'fr', mayEdit: boolean) =>
  renderToStaticMarkup(
    <AppRouterContext value={ROUTER}>
      <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="UTC">
        <ArchivedNotice service={{ slug: 'shop', name: 'Shop' }} at="2026-03-03T03:00:00.000Z" mayEdit={mayEdit} />
      </NextIntlClientProvider>
    </AppRouterContext>,
  ).replace(/<[^>]*>/g, '');

it('says since when, and offers the way back to whoever may take it', async () => {
  const text = await shown('en', true);
  expect(text).toMatch(/This service is archivedSince Mar 3, 2026, 03:00 UTC, nothing can be declared/);
  expect(text).toContain('Bring back');
  expect(text).not.toContain('An administrator');
});

it('tells everybody else whom to ask', async () => {
  const text = await shown('fr', false);
  expect(text).toContain('Archivé le 3 mars 2026');
  expect(text).toContain('Un administrateur peut le remettre en service.');
  expect(text).not.toMatch(/Remettre/);
});
