import { type Actor, type CheckFact, DEFAULT_SETTINGS, type ServiceFact } from '@/lib/domain/facts';
import type { Locale } from '@/lib/domain/words';

/** Everything that the command makes has an id that starts so: that is how it is found again and removed. */
export const PREFIX = 'history-';

type PersonActor = Extract<Actor, { kind: 'person' }>;
const person = (name: string, role: PersonActor['role']): PersonActor => ({
  kind: 'person',
  id: `${PREFIX}${name.toLowerCase().replace(/\W+/g, '-')}`,
  name,
  role,
});

export const COMMANDERS = [
  person('Ana Silva', 'commander'),
  person('Tom Baker', 'commander'),
  person('Camille Roux', 'commander'),
  person('Priya Nair', 'commander'),
] as const;
export const RESPONDERS = [
  person('Noor Haddad', 'responder'),
  person('Jonas Weber', 'responder'),
  person('Inès Martin', 'responder'),
  person('Kenji Mori', 'responder'),
] as const;
export const REVIEWER = person('Ada Novak', 'admin');
export const WORKER: Actor = { kind: 'system', name: 'worker' };
export const SAMPLER: Actor = { kind: 'system', name: 'sampler' };
export const SCHEDULER: Actor = { kind: 'system', name: 'scheduler' };
export const COURIER: Actor = { kind: 'system', name: 'courier' };

export const SETTINGS = DEFAULT_SETTINGS;

/** A service of the past, and the parts of it that people call by a name. */
export interface PastService {
  fact: ServiceFact;
  areas: readonly [Record<Locale, string>, ...Record<Locale, string>[]];
}

function service(slug: string, name: string, owner: string, parts: [string, string][], areas: PastService['areas']) {
  const id = `${PREFIX}${slug}`;
  const check = (key: string, label: string, over: Partial<CheckFact> = {}): CheckFact => ({
    id: `${id}-${key}`,
    name: label,
    kind: 'http',
    required: true,
    manual: false,
    command: `curl -fsS https://${slug}.example.com/${key}`,
    expected: 'status 200',
    baseline: 'pass',
    ...over,
  });
  const fact: ServiceFact = {
    id,
    slug: `${PREFIX}${slug}`,
    name,
    environment: 'production',
    owner,
    components: parts.map(([part, provider]) => ({ id: `${id}-${part}`, name: part, provider })),
    checks: [
      check('health', 'API health'),
      check('errors', 'Error rate', { kind: 'prometheus', expected: 'below 0.01' }),
      check('latency', 'Latency, 95th percentile', { kind: 'prometheus', required: false, expected: 'below 0.5' }),
      check('by-hand', 'A customer gets through', { kind: 'manual', manual: true, command: '', expected: 'It works' }),
    ],
    channels: [{ id: `${id}-team`, kind: 'slack', label: `#${slug}` }],
  };
  return { fact, areas };
}

/** Those of a web shop; the first ones break most often. */
export const SERVICES: readonly [PastService, ...PastService[]] = [
  service(
    'checkout',
    'Checkout',
    'Payments team',
    [
      ['web', 'kubernetes'],
      ['api', 'ecs'],
    ],
    [
      { en: 'The basket', fr: 'Le panier' },
      { en: 'The payment page', fr: 'La page de paiement' },
      { en: 'The voucher form', fr: 'Le formulaire des bons' },
    ],
  ),
  service(
    'catalogue',
    'Catalogue',
    'Shop team',
    [['web', 'vercel']],
    [
      { en: 'The search', fr: 'La recherche' },
      { en: 'The product page', fr: 'La fiche produit' },
      { en: 'The list of categories', fr: 'La liste des catégories' },
    ],
  ),
  service(
    'accounts',
    'Accounts',
    'Identity team',
    [['api', 'kubernetes']],
    [
      { en: 'The sign-in', fr: 'La connexion' },
      { en: 'The sign-up', fr: 'L’inscription' },
    ],
  ),
  service(
    'orders',
    'Orders',
    'Logistics team',
    [
      ['api', 'ecs'],
      ['worker', 'compose'],
    ],
    [
      { en: 'The order history', fr: 'L’historique des commandes' },
      { en: 'The delivery tracking', fr: 'Le suivi des livraisons' },
    ],
  ),
  service(
    'invoices',
    'Invoices',
    'Finance team',
    [['api', 'git']],
    [
      { en: 'The invoice export', fr: 'L’export des factures' },
      { en: 'The monthly closing', fr: 'La clôture mensuelle' },
    ],
  ),
  service(
    'notifications',
    'Notifications',
    'Shop team',
    [['worker', 'kubernetes']],
    [
      { en: 'The order mail', fr: 'Le courriel de commande' },
      { en: 'The push message', fr: 'La notification mobile' },
    ],
  ),
];
