import { stringify } from 'yaml';
import { type OrdersPlaces, ordersService } from './orders/catalogue';
import { type StorefrontPlaces, storefrontService } from './storefront/catalogue';

export interface Places {
  shopUrl: string;
  inboxUrl: string;
  remoteUrl: string;
  branch: string;
  webhookSecretFile: string;
  storefront: StorefrontPlaces;
  /** Where there is a PostgreSQL server for it. */
  orders?: OrdersPlaces | undefined;
}

const SAMPLE_CART = { country: 'FR', items: [{ id: 'sencha', quantity: 1 }] };

/** The lab's services as a team would write its own (services as code). */
export function catalogueYaml(places: Places): string {
  const { shopUrl, inboxUrl, remoteUrl, branch, webhookSecretFile, storefront, orders } = places;
  const shared = {
    environment: 'lab',
    owner: 'Shop team',
    // Numbers kept for fiction by the French and the British regulators (ARCEP, Ofcom).
    contacts: [
      { role: 'on-call', name: 'Léa Moreau', phone: '+33 1 99 00 12 34' },
      { role: 'DevOps', name: 'Tomás Ribeiro', phone: '+33 1 99 00 56 78' },
      { role: 'DBA', name: 'Aïcha Diallo', phone: '+44 20 7946 0123' },
    ],
    channels: [{ kind: 'webhook', url: inboxUrl, secret: `file:${webhookSecretFile}` }],
    stability: { windowSeconds: 20, intervalSeconds: 2 },
  };
  const inbox = { name: 'Team inbox', url: inboxUrl };
  const shop = {
    slug: 'shop',
    name: 'Shop',
    ...shared,
    links: [{ name: 'Shop', url: `${shopUrl}/` }, { name: 'Metrics', url: `${shopUrl}/metrics` }, inbox],
    components: [{ name: 'code', provider: 'git', config: { remote: remoteUrl, branch } }],
    checks: checksAt(shopUrl),
    playbooks: [{ name: 'Code only', when: 'a bad deployment, the data is fine', expectMinutes: 5, steps: ['code'] }],
  };
  const { links, checks, ...front } = storefrontService(storefront);
  const second = { ...shared, ...front, links: [...links, inbox], checks: [...checks, ...checksAt(storefront.url)] };
  const third = orders ? [withInbox(ordersService(orders), shared, inbox)] : [];
  return stringify({ services: [shop, second, ...third] }, { lineWidth: 0, aliasDuplicateObjects: false });
}

const withInbox = <T extends { links: object[] }>(service: T, shared: object, inbox: object) => ({
  ...shared,
  ...service,
  links: [...service.links, inbox],
});

/** What a customer needs of whichever address sells tea. */
function checksAt(url: string) {
  return [
    {
      name: 'API health',
      kind: 'http',
      required: true,
      config: { url: `${url}/api/health`, status: 200, json: { path: 'status', equals: 'ok' } },
    },
    {
      name: 'Checkout works',
      kind: 'http',
      required: true,
      config: {
        url: `${url}/api/checkout`,
        method: 'POST',
        body: SAMPLE_CART,
        status: 200,
        bodyPattern: '"total":\\d+',
      },
    },
    {
      name: 'A customer can buy',
      kind: 'manual',
      required: false,
      config: { instruction: `Open ${url}/ and press Buy`, expected: 'Thank you, with a total' },
    },
  ];
}
