import type { Actor, CheckFact, PlanStep } from '@/lib/domain/facts';
import type { RevisionsView } from '@/lib/domain/snapshot';

export const START = Date.parse('2026-03-03T03:00:18.000Z');
export const LEA: Actor = { kind: 'person', id: 'u-1', name: 'Léa Vandenbroucke-Castellanos', role: 'commander' };
export const NOOR: Actor = { kind: 'person', id: 'u-2', name: 'Noor', role: 'responder' };
export const WORKER: Actor = { kind: 'system', name: 'worker' };
export const SAMPLER: Actor = { kind: 'system', name: 'sampler' };
export const COURIER: Actor = { kind: 'system', name: 'courier' };

export const GOOD = '4f1c2ab9d07e5c1b8f3a6d2e9c0b7a5f4e3d2c1b';
const BAD = '9b3e77d1c5a04f2e8d6b1a7c3f5e9d0b2a4c6e81';

const check = (id: string, name: string, over: Partial<CheckFact> = {}): CheckFact => ({
  id,
  name,
  kind: 'http',
  required: true,
  manual: false,
  command: `curl -fsS https://shop.example.com/${id}`,
  expected: 'status 200, status = ok',
  baseline: 'pass',
  ...over,
});

export const CHECKS: CheckFact[] = [
  check('health', 'API health'),
  check('checkout', 'Checkout answers with a payment form, in every country that we deliver to', {
    command:
      "curl -fsS -H 'accept: application/json' 'https://shop.example.com/api/checkout/quote?country=FR&items=3&currency=EUR'",
    expected: 'status 200 within 800 ms, currency = EUR',
  }),
  check('latency', 'Latency, 95th percentile', { kind: 'prometheus', required: false, expected: 'below 0.5' }),
  check('login', 'Administrators can sign in', {
    kind: 'manual',
    manual: true,
    command: 'Sign in to the back office with your own account and open the list of orders.',
    expected: 'The list of orders appears',
  }),
];

const step = (
  id: string,
  name: string,
  provider: string,
  from: string,
  to: string,
  over: Partial<PlanStep>,
): PlanStep => ({
  id,
  componentId: `comp-${name}`,
  componentName: name,
  provider,
  resourceKey: `${provider}:${name}`,
  from: { id: from, label: from.slice(0, 8), summary: 'Charge the card before the stock is reserved' },
  to: { id: to, label: to.slice(0, 8), summary: 'Round prices per country' },
  summary: '',
  doubts: [],
  warnings: [],
  losses: [],
  followUps: [],
  touchesData: false,
  estimateMs: 95_000,
  ...over,
});

const UNDONE =
  '9b3e77d1 Charge the card before the stock is reserved, 2c71f0aa Raise the cart limit, 81d2e6b3 Merge branch translate-emails';

/** Words of a plan as git says them. */
export const GIT_WORDS = {
  summary: 'Adds one commit to main that undoes the 3 commits after 4f1c2ab9 (Round prices per country).',
  summaryCode: 'plan_range',
  summaryParams: { branch: 'main', count: 3, commit: '4f1c2ab9 (Round prices per country)' },
  warnings: [
    {
      code: 'ci_may_deploy',
      params: { branch: 'main' },
      text: 'The push to main may start a deployment by itself: watch your CI.',
    },
  ],
  losses: [{ code: 'commits_undone', params: { count: 3, list: UNDONE }, text: `3 commits are undone: ${UNDONE}.` }],
} satisfies Partial<PlanStep>;

/** As a provider says it that puts something back from one version to another. */
export const putBack = (name: string, from: string, to: string) =>
  ({
    summary: `Puts ${name} back from ${from} to ${to}.`,
    summaryCode: 'plan_back',
    summaryParams: { name, from, to },
  }) satisfies Partial<PlanStep>;

const API = 'api-with-a-name-that-nobody-shortened';

export const STEPS: PlanStep[] = [
  step('s-1', 'web', 'git', BAD, GOOD, GIT_WORDS),
  step('s-2', API, 'ecs', 'api:57', 'api:56', {
    ...putBack(API, 'api:57', 'api:56'),
    doubts: ['never_seen_stable'],
  }),
];

export const REVISIONS: RevisionsView = {
  readAt: new Date(START + 20_000).toISOString(),
  suggested: { revisionId: GOOD, why: 'verified_good' },
  revisions: Array.from({ length: 24 }, (_, n) => {
    const id = n === 0 ? BAD : n === 3 ? GOOD : `${(n * 7919).toString(16).padStart(8, '0')}${BAD.slice(8)}`;
    return {
      id,
      label: id.slice(0, 8),
      summary: [
        'Charge the card before the stock is reserved',
        'Raise the cart limit',
        'Merge branch translate-emails',
      ][n % 3] as string,
      at: new Date(START - n * 7_300_000).toISOString(),
      author: ['Léa Vandenbroucke-Castellanos', 'Noor', 'Ines'][n % 3] as string,
      current: n === 0,
      marks: n % 3 === 2 ? ['merge'] : [],
      doubts: n === 1 ? (['failed_in_incident'] as const).slice() : n === 5 ? (['banned'] as const).slice() : [],
      verifiedGood: n === 3 || n === 9,
    };
  }),
};
