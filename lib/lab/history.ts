/** The shop's past, told as patches: seeding turns each entry into one commit. Nothing else of the lab reads it. */
export interface Author {
  name: string;
  email: string;
}

const LEA: Author = { name: 'Léa Moreau', email: 'lea@shop.example' };
const TOMAS: Author = { name: 'Tomás Ribeiro', email: 'tomas@shop.example' };
const AICHA: Author = { name: 'Aïcha Diallo', email: 'aicha@shop.example' };
const JONAS: Author = { name: 'Jonas Berg', email: 'jonas@shop.example' };

interface When {
  by: Author;
  daysBefore: number;
  /** Hour and minute, UTC. */
  at: string;
}

export type HistoryEntry = When &
  ({ kind: 'commit'; patch: string; branch: string } | { kind: 'merge'; from: string; message: string });

/** Who looks after the orders service. */
export const ORDERS_AUTHOR = AICHA;

const commit = (patch: string, by: Author, daysBefore: number, at: string, branch = 'main'): HistoryEntry => ({
  kind: 'commit',
  patch: `${patch.includes('/') ? patch : `history/${patch}`}.patch`,
  by,
  daysBefore,
  at,
  branch,
});

/** Three weeks of work, oldest first; a branch starts where main stands when it is first named. */
export const HISTORY: readonly HistoryEntry[] = [
  commit('01-announce', LEA, 23, '08:54'),
  commit('02-products', LEA, 22, '13:20'),
  commit('03-checkout', TOMAS, 20, '09:41'),
  commit('04-health', AICHA, 19, '15:02'),
  commit('05-metrics', AICHA, 16, '10:17'),
  commit('06-page', LEA, 15, '16:36'),
  commit('08-shipping', JONAS, 13, '09:08', 'shipping'),
  commit('07-log', TOMAS, 12, '14:45'),
  commit('09-countries', JONAS, 12, '15:30', 'shipping'),
  {
    kind: 'merge',
    from: 'shipping',
    message: "Merge branch 'shipping'\n\nReviewed with the warehouse; the carrier's contract starts on Monday.\n",
    by: TOMAS,
    daysBefore: 9,
    at: '09:25',
  },
  commit('10-tax', AICHA, 8, '11:50'),
  commit('11-coupons', JONAS, 5, '13:13'),
  commit('12-french', LEA, 2, '15:48'),
];

/** The past of the orders service. */
export const ORDERS_HISTORY: readonly HistoryEntry[] = [
  commit('orders/01-take-orders', TOMAS, 14, '09:12'),
  commit('orders/02-find-orders-by-day', AICHA, 3, '14:05'),
];

export interface Bug {
  patch: string;
  by: Author;
}

const PRICES: Bug = { patch: 'bugs/prices-by-country.patch', by: TOMAS };
const SOLD: readonly Bug[] = [
  { patch: 'bugs/combine-coupons.patch', by: JONAS },
  { patch: 'bugs/full-tax-rates.patch', by: AICHA },
  { patch: 'bugs/express-shipping.patch', by: TOMAS },
  { patch: 'bugs/bigint-cents.patch', by: JONAS },
];

/** Commits that break the shop, in the order in which they are pushed; each applies to the source as it then is. */
export const BUGS: readonly Bug[] = [...SOLD, { patch: 'bugs/security-headers.patch', by: LEA }, PRICES];

/** Those that get as far as serving: a platform keeps the old release where the new one does not start. The first breaks page and API. */
export const RELEASED_BUGS: readonly Bug[] = [PRICES, ...SOLD];
