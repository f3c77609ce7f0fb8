import type { EventBody, IncidentEvent } from '@/lib/domain/event';
import { type Actor, type CheckFact, DEFAULT_SETTINGS, type PlanStep } from '@/lib/domain/facts';
import { fold } from '@/lib/domain/fold';
import type { RevisionsView, RoomSnapshot, Sample } from '@/lib/domain/snapshot';
import { STATE_VERSION } from '@/lib/domain/state';
import type { IncidentClass } from '@/lib/domain/words';

/** Where a built incident stands. Each stage contains the ones before it. */
export const STAGES = ['evaluation', 'plan', 'running', 'failed', 'verification', 'debrief', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

export interface RoomOptions {
  until: Stage;
  class?: IncidentClass;
  /** Extra notes, spread over the incident. */
  notes?: number;
}

export const START = Date.parse('2026-03-03T03:00:18.000Z');
export const LEA: Actor = { kind: 'person', id: 'u-1', name: 'Léa Vandenbroucke-Castellanos', role: 'commander' };
export const NOOR: Actor = { kind: 'person', id: 'u-2', name: 'Noor', role: 'responder' };
export const WORKER: Actor = { kind: 'system', name: 'worker' };
export const SAMPLER: Actor = { kind: 'system', name: 'sampler' };
const COURIER: Actor = { kind: 'system', name: 'courier' };

const GOOD = '4f1c2ab9d07e5c1b8f3a6d2e9c0b7a5f4e3d2c1b';
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
  summary: `Revert 3 commits on main, back to the tree of ${to.slice(0, 8)}`,
  doubts: [],
  warnings: [],
  losses: [],
  followUps: [],
  touchesData: false,
  estimateMs: 95_000,
  ...over,
});

const STEPS: PlanStep[] = [
  step('s-1', 'web', 'git', BAD, GOOD, {
    warnings: [{ code: 'starts_deployment', text: 'The push starts a deployment of web.' }],
    losses: [{ code: 'commits_between', text: '3 commits made since then leave production: 2 by Noor, 1 by Léa.' }],
  }),
  step('s-2', 'api-with-a-name-that-nobody-shortened', 'ecs', 'api:57', 'api:56', {
    summary: 'Put the service api back on task definition api:56',
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

export type Line = [afterMs: number, actor: Actor, body: EventBody];

const opening = (incidentClass: IncidentClass): Line[] => [
  [
    0,
    LEA,
    {
      type: 'incident.declared',
      data: {
        number: 142,
        title: 'Checkout answers 500 for every basket with more than one delivery address',
        service: {
          id: 'svc',
          slug: 'shop',
          name: 'Shop',
          environment: 'production',
          owner: 'Payments team',
          components: STEPS.map(({ componentId, componentName, provider }) => ({
            id: componentId,
            name: componentName,
            provider,
          })),
          checks: CHECKS,
          channels: [
            { id: 'ch-1', kind: 'webhook', label: 'hooks.example.com' },
            { id: 'ch-2', kind: 'webhook', label: 'status.example.com' },
          ],
        },
        class: incidentClass,
        drill: false,
        symptoms: ['critical_feature', 'abnormal_metrics'],
        settings: DEFAULT_SETTINGS,
        commander: { id: 'u-1', name: LEA.kind === 'person' ? LEA.name : '' },
      },
    },
  ],
  [
    9_000,
    SAMPLER,
    {
      type: 'check.changed',
      data: { checkId: 'health', verdict: 'fail', observed: 'status 500', previous: 'unknown' },
    },
  ],
  [24_000, NOOR, { type: 'note.added', data: { text: 'First report from support at 02:57. All countries.' } }],
  [31_000, LEA, { type: 'question.answered', data: { question: 'data_not_code', answer: 'no', note: '' } }],
  [38_000, NOOR, { type: 'question.answered', data: { question: 'earlier_has_it_too', answer: 'no', note: '' } }],
  [44_000, NOOR, { type: 'checklist.ticked', data: { item: 'team_informed', done: true } }],
];

const planning: Line[] = [
  [
    98_000,
    LEA,
    {
      type: 'decision.taken',
      data: {
        decision: 'rollback',
        reason: '',
        target: {
          componentId: 'comp-web',
          revision: { id: GOOD, label: GOOD.slice(0, 8), summary: 'Round prices per country' },
        },
      },
    },
  ],
  [
    101_000,
    LEA,
    {
      type: 'plan.prepared',
      data: {
        plan: {
          id: 'plan-1',
          hash: 'h-1',
          documentDigest: 'd-1',
          steps: STEPS,
          readAt: new Date(START + 100_500).toISOString(),
        },
      },
    },
  ],
];

const starting: Line[] = [
  [138_000, LEA, { type: 'plan.acknowledged', data: { planId: 'plan-1', hash: 'h-1' } }],
  [
    138_200,
    LEA,
    {
      type: 'message.queued',
      data: {
        messageId: 'm-1',
        kind: 'start',
        locale: 'en',
        body: '**Rollback under way: Shop**\n\nCheckout fails for many baskets. We are going back to 4f1c2ab9. About 3 minutes.',
        channels: [
          { id: 'ch-1', label: 'hooks.example.com' },
          { id: 'ch-2', label: 'status.example.com' },
        ],
      },
    },
  ],
  [138_600, LEA, { type: 'run.started', data: { runId: 'run-1', planId: 'plan-1', hash: 'h-1' } }],
  [139_500, COURIER, { type: 'message.delivered', data: { messageId: 'm-1', channelId: 'ch-1', evidence: '204' } }],
  [
    140_100,
    COURIER,
    {
      type: 'message.failed',
      data: { messageId: 'm-1', channelId: 'ch-2', error: 'answered 503, next try in 30 s', final: false },
    },
  ],
  [
    141_000,
    WORKER,
    {
      type: 'step.checkpointed',
      data: {
        runId: 'run-1',
        stepId: 's-1',
        checkpointId: 'tag',
        evidence: 'Tag repli/checkpoint/inc-142 is on the remote',
        checkpoint: {},
      },
    },
  ],
  [141_800, WORKER, { type: 'step.intended', data: { runId: 'run-1', stepId: 's-1', key: 'run-1:s-1' } }],
  [
    144_000,
    WORKER,
    {
      type: 'step.requested',
      data: {
        runId: 'run-1',
        stepId: 's-1',
        operationId: 'op-1',
        evidence: 'main moved from 9b3e77d1 to 61fe02aa',
        operation: {},
      },
    },
  ],
  [
    171_000,
    WORKER,
    { type: 'step.converged', data: { runId: 'run-1', stepId: 's-1', evidence: 'main has the tree of 4f1c2ab9' } },
  ],
  [
    178_000,
    WORKER,
    { type: 'step.observed', data: { runId: 'run-1', stepId: 's-1', healthy: true, evidence: '2 checks hold' } },
  ],
  [179_000, WORKER, { type: 'step.intended', data: { runId: 'run-1', stepId: 's-2', key: 'run-1:s-2' } }],
  [
    181_000,
    WORKER,
    {
      type: 'step.requested',
      data: {
        runId: 'run-1',
        stepId: 's-2',
        operationId: 'op-2',
        evidence: 'deployment ecs-svc/0417 is PRIMARY',
        operation: {},
      },
    },
  ],
];

const failing: Line[] = [
  [
    214_000,
    WORKER,
    {
      type: 'step.failed',
      data: {
        runId: 'run-1',
        stepId: 's-2',
        code: 'conflict',
        error:
          'The service was changed by someone else while the deployment ran: task definition api:58 was registered at 03:03:41 by ci-deployer. Stop that pipeline, then try again.',
        retryable: true,
      },
    },
  ],
  [214_200, WORKER, { type: 'run.paused', data: { runId: 'run-1', cause: 'step_failed', detail: '' } }],
];

const converging: Line[] = [
  [231_000, LEA, { type: 'step.retried', data: { runId: 'run-1', stepId: 's-2' } }],
  [231_100, LEA, { type: 'run.resumed', data: { runId: 'run-1' } }],
  [
    236_000,
    WORKER,
    {
      type: 'step.requested',
      data: {
        runId: 'run-1',
        stepId: 's-2',
        operationId: 'op-3',
        evidence: 'deployment ecs-svc/0418 is PRIMARY',
        operation: {},
      },
    },
  ],
  [
    268_000,
    WORKER,
    { type: 'step.converged', data: { runId: 'run-1', stepId: 's-2', evidence: '4 of 4 tasks on api:56' } },
  ],
  [
    272_000,
    WORKER,
    { type: 'step.observed', data: { runId: 'run-1', stepId: 's-2', healthy: true, evidence: 'status 200' } },
  ],
  [273_000, WORKER, { type: 'run.finished', data: { runId: 'run-1' } }],
  [
    275_000,
    SAMPLER,
    {
      type: 'check.changed',
      data: { checkId: 'health', verdict: 'pass', observed: 'status 200, ok', previous: 'fail' },
    },
  ],
  [
    276_000,
    SAMPLER,
    {
      type: 'check.changed',
      data: { checkId: 'checkout', verdict: 'pass', observed: 'status 200 in 212 ms', previous: 'unknown' },
    },
  ],
  [
    277_000,
    SAMPLER,
    {
      type: 'check.changed',
      data: {
        checkId: 'latency',
        verdict: 'error',
        observed: 'prometheus did not answer within 5 s',
        previous: 'unknown',
      },
    },
  ],
];

const recovering: Line[] = [
  [
    318_000,
    NOOR,
    { type: 'check.answered', data: { checkId: 'login', verdict: 'pass', note: 'Signed in, 40 orders listed' } },
  ],
  [412_000, SAMPLER, { type: 'recovery.held', data: { windowMs: 120_000 } }],
  [
    413_000,
    WORKER,
    {
      type: 'followup.opened',
      data: { followUpId: 'f-1', kind: 'definitive_fix', text: 'Fix the order of charge and reservation' },
    },
  ],
  [
    413_001,
    WORKER,
    {
      type: 'followup.opened',
      data: {
        followUpId: 'f-2',
        kind: 'revert_the_revert',
        text: 'Revert the revert before the branch is merged again',
      },
    },
  ],
  [413_002, WORKER, { type: 'postmortem.drafted', data: { digest: 'x' } }],
  [
    430_000,
    LEA,
    {
      type: 'followup.assigned',
      data: { followUpId: 'f-1', owner: { id: 'u-2', name: 'Noor' }, dueAt: '2026-03-06T00:00:00.000Z' },
    },
  ],
];

const closing: Line[] = [
  [
    500_000,
    LEA,
    {
      type: 'message.queued',
      data: {
        messageId: 'm-2',
        kind: 'end',
        locale: 'en',
        body: '**Rollback done: Shop**',
        channels: [{ id: 'ch-1', label: 'hooks.example.com' }],
      },
    },
  ],
  [
    520_000,
    LEA,
    { type: 'followup.assigned', data: { followUpId: 'f-2', owner: { id: 'u-1', name: 'Léa' }, dueAt: null } },
  ],
  [540_000, LEA, { type: 'incident.closed', data: { outcome: 'recovered' } }],
];

const BY_STAGE: Record<Stage, Line[]> = {
  evaluation: [],
  plan: planning,
  running: starting,
  failed: failing,
  verification: converging,
  debrief: recovering,
  closed: closing,
};

const NOTES = [
  'Support has 41 tickets now, mostly from France and Belgium.',
  'The dashboard https://grafana.example.com/d/checkout/overview?from=now-1h&to=now&var-country=All shows nothing since 02:55.',
  'Payments confirms that no card was charged twice.',
  'Called the on-call DBA, no pending migration.',
];

function withNotes(lines: Line[], count: number): Line[] {
  const last = lines.at(-1)?.[0] ?? 0;
  const notes = Array.from(
    { length: count },
    (_, n): Line => [
      Math.round(45_000 + ((last - 45_000) * n) / Math.max(1, count)),
      n % 3 === 0 ? LEA : NOOR,
      { type: 'note.added', data: { text: NOTES[n % NOTES.length] ?? '' } },
    ],
  );
  return [...lines, ...notes].sort((a, b) => a[0] - b[0]);
}

/** A believable incident as its events, oldest first. */
export function buildEvents({ until, class: incidentClass = 'urgent', notes = 0 }: RoomOptions): IncidentEvent[] {
  const stages = STAGES.slice(0, STAGES.indexOf(until) + 1);
  const lines = [...opening(incidentClass), ...stages.flatMap((stage) => BY_STAGE[stage])];
  return eventsOf(withNotes(lines, notes));
}

export function eventsOf(lines: Line[]): IncidentEvent[] {
  return lines.map(([afterMs, actor, body], index) => ({
    ...body,
    incidentId: 'inc',
    seq: index + 1,
    at: new Date(START + afterMs).toISOString(),
    actor,
  }));
}

const samples = (count: number, endMs: number): Sample[] =>
  Array.from({ length: count }, (_, n) => ({
    at: new Date(endMs - (count - n) * 5_000).toISOString(),
    verdict: n < count * 0.4 ? 'fail' : 'pass',
    observed: n < count * 0.4 ? 'status 500' : 'status 200',
    latencyMs: 90 + ((n * 37) % 120),
  }));

/** The same incident as the room reads it, folded as in production. */
export function buildRoom(options: RoomOptions): RoomSnapshot {
  return roomOf(buildEvents(options));
}

export function roomOf(events: IncidentEvent[]): RoomSnapshot {
  const state = fold(events);
  if (!state) throw new Error('the fixture declares no incident');
  const nowMs = Date.parse(state.lastAt) + 12_000;
  return {
    state,
    stateVersion: STATE_VERSION,
    timeline: events.slice(-200),
    hasOlder: events.length > 200,
    samples: { health: samples(24, nowMs), checkout: samples(16, nowMs) },
    progress: [
      {
        runId: 'run-1',
        stepId: 's-2',
        done: 2,
        total: 4,
        text: '2 of 4 tasks run api:56',
        code: 'deploying',
        params: { done: 2, wanted: 4, label: 'api:56' },
        at: state.lastAt,
      },
    ],
    presence: [
      { userId: 'u-1', name: 'Léa Vandenbroucke-Castellanos', seenAt: state.lastAt },
      { userId: 'u-2', name: 'Noor', seenAt: state.lastAt },
      ...['Ines', 'Bob', 'Zoé', 'Tomáš Řezníček'].map((name, n) => ({ userId: `p-${n}`, name, seenAt: state.lastAt })),
    ],
    holders: [],
    freeze: null,
    now: new Date(nowMs).toISOString(),
    viewer: {
      kind: 'member',
      userId: 'u-1',
      name: 'Léa Vandenbroucke-Castellanos',
      can: [
        'incident:read',
        'incident:note',
        'incident:contribute',
        'incident:command',
        'rollback:prepare',
        'rollback:execute',
        'rollback:approve',
        'share:create',
        'postmortem:edit',
      ],
    },
  };
}
