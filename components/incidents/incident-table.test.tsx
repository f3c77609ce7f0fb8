import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { SignedIncident } from '@/lib/domain/views';
import { loadMessages } from '@/lib/i18n/messages';
import { IncidentTable } from './incident-table';

const now = '2026-03-03T03:10:00.000Z';
const open: SignedIncident = {
  id: 'inc-7',
  number: 7,
  title: 'Nobody can pay',
  class: 'urgent',
  status: 'open',
  phase: 'execution',
  outcome: null,
  drill: false,
  commander: 'Léa',
  declaredAt: '2026-03-03T03:00:00.000Z',
  closedAt: null,
  service: { slug: 'shop', name: 'Shop', environment: 'production' },
  sign: { kind: 'step_failed', step: 2 },
};
const starting: SignedIncident = { ...open, id: 'inc-8', sign: { kind: 'starts', at: '2026-03-03T03:10:25.000Z' } };
const closed: SignedIncident = {
  ...open,
  id: 'inc-6',
  status: 'closed',
  phase: 'debrief',
  outcome: 'recovered',
  sign: null,
};

it.each([
  ['en', ['Step 2 failed: waiting for a decision', 'Starts in 0:25'], 'waiting for a decision'],
  ['fr', ['Échec de l’étape 2 : décision attendue', 'Lancement dans 0:25'], 'décision attendue'],
] as const)('says what each open incident waits for, as a row and as a card: %s', async (locale, signs, waits) => {
  const page = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="UTC">
      <IncidentTable incidents={[starting, open, closed]} now={now} label="Incidents" />
    </NextIntlClientProvider>,
  );
  for (const sign of signs) expect(page.split(sign)).toHaveLength(3);
  expect(page.split(waits)).toHaveLength(3);
});
