import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ServiceTable } from '@/components/home/service-table';
import type { HomeService } from '@/lib/domain/views';
import { loadMessages } from '@/lib/i18n/messages';
import { ServiceList } from './service-list';

const service = (openIncidents: number, openDrills: number): HomeService => ({
  id: 'shop',
  slug: 'shop',
  name: 'Shop',
  environment: 'production',
  owner: 'Payments',
  components: [],
  links: [],
  readiness: null,
  openIncidents,
  openDrills,
  lastIncident: null,
});

/** The counts on the card of the service and in its row, in this order. */
async function badges(locale: 'en' | 'fr', ...open: [incidents: number, drills: number]): Promise<string[]> {
  const page = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="UTC">
      <ServiceList services={[service(...open)]} />
      <ServiceTable services={[service(...open)]} />
    </NextIntlClientProvider>,
  );
  // The last ones are the same row as a card, for a phone.
  const found = [...page.matchAll(/>(\d+ [^<]*)<\/span>/g)].map(([, text = '']) => text);
  return [...new Set(found)];
}

it('counts the incidents that are open, and names drills apart', async () => {
  expect(await badges('en', 12, 1)).toEqual(['12 open incidents', '1 drill', '12 open']);
  expect(await badges('fr', 1, 2)).toEqual(['1 incident ouvert', '2 exercices', '1 ouvert']);
});

it('has no incident to count where only a drill is open', async () => {
  expect(await badges('en', 0, 2)).toEqual(['2 drills']);
  expect(await badges('fr', 0, 1)).toEqual(['1 exercice']);
  expect(await badges('en', 0, 0)).toEqual([]);
});
