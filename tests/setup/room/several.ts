import type { EventBody, IncidentEvent } from '@/lib/domain/event';
import { DEFAULT_SETTINGS, type PlanStep, type ServiceFact } from '@/lib/domain/facts';
import type { IncidentClass } from '@/lib/domain/words';
import { CHECKS, GIT_WORDS, LEA, NOOR, putBack, SAMPLER, START, WORKER } from './facts';
import type { Line } from './lines';
import { eventsOf } from './room';

/** Where an incident of several components stands. */
export const SEVERAL = ['choosing', 'several', 'asked', 'parallel', 'held', 'stuck', 'reddened', 'undo'] as const;
export type Several = (typeof SEVERAL)[number];

const COMPONENTS: ServiceFact['components'] = [
  { id: 'comp-web', name: 'web', provider: 'kubernetes' },
  { id: 'comp-api', name: 'api-with-a-name-that-nobody-shortened', provider: 'ecs' },
  { id: 'comp-db', name: 'database-url', provider: 'secrets-manager' },
  { id: 'comp-code', name: 'code', provider: 'git' },
  { id: 'comp-traffic', name: 'traffic', provider: 'route53' },
];

const SERVICE: ServiceFact = {
  id: 'svc',
  slug: 'shop',
  name: 'Shop',
  environment: 'production',
  owner: 'Payments team',
  components: COMPONENTS,
  checks: CHECKS.slice(0, 2),
  channels: [{ id: 'ch-1', kind: 'webhook', label: 'hooks.example.com' }],
  playbooks: [
    {
      name: 'Code only',
      when: 'a bad deployment, the data is fine',
      expectMs: 10 * 60_000,
      waves: [['comp-web', 'comp-api'], ['comp-code']],
    },
    {
      name: 'Complete',
      when: 'everything failed, or nobody can tell what did',
      expectMs: 40 * 60_000,
      waves: [['comp-db'], ['comp-api', 'comp-web'], ['comp-code']],
    },
  ],
};

const step = (id: string, name: string, wave: number, from: string, to: string, over: Partial<PlanStep>): PlanStep => {
  const component = COMPONENTS.find((known) => known.id === `comp-${name}`);
  return {
    id,
    componentId: `comp-${name}`,
    componentName: component?.name ?? name,
    provider: component?.provider ?? '',
    resourceKey: `${component?.provider}:${name}`,
    from: { id: from, label: from, summary: 'Charge the card before the stock is reserved' },
    to: { id: to, label: to, summary: 'Round prices per country' },
    ...putBack(component?.name ?? name, from, to),
    doubts: [],
    warnings: [],
    losses: [],
    followUps: [],
    touchesData: false,
    wave,
    estimateFrom: 'history',
    ...over,
  };
};

const podTemplate = (to: string) => {
  const what = `registry.shop.example/shop/web:${to}`;
  return {
    summary: `Puts the pod template of ${to} (${what}) back into Deployment shop/web.`,
    summaryCode: 'plan_back',
    summaryParams: { name: 'Deployment shop/web', to, what },
  } satisfies Partial<PlanStep>;
};

const STEPS: PlanStep[] = [
  step('s-1', 'db', 0, 'version-8', 'version-7', { estimateMs: 20_000, estimateP90Ms: 45_000 }),
  step('s-2', 'api', 1, 'api:57', 'api:56', {
    estimateMs: 150_000,
    estimateP90Ms: 280_000,
    doubts: ['never_seen_stable'],
  }),
  step('s-3', 'web', 1, '1.4.3', '1.4.2', { ...podTemplate('1.4.2'), estimateMs: 95_000, estimateP90Ms: 140_000 }),
  step('s-4', 'code', 2, '9b3e77d1', '4f1c2ab9', {
    estimateMs: 8_000,
    estimateP90Ms: 15_000,
    ...GIT_WORDS,
  }),
];

const shifted = (to: string) =>
  ({
    summary: `Shifts api.shop.example from 100 % green to ${to}.`,
    summaryCode: 'plan_shift',
    summaryParams: { name: 'api.shop.example', from: '100 % green', to },
  }) satisfies Partial<PlanStep>;

/** A tenth of the traffic first, held while the checks decide. */
const STAGED: PlanStep[] = [
  step('s-5', 'traffic', 0, 'blue=0,green=100', 'blue=10,green=90', {
    ...shifted('10 % blue, 90 % green'),
    action: 'canary',
    holdMs: 600_000,
    estimateMs: 660_000,
  }),
  step('s-6', 'traffic', 1, 'blue=0,green=100', 'blue=100,green=0', {
    ...shifted('100 % blue'),
    estimateMs: 60_000,
  }),
];

const UNDO: PlanStep[] = [
  step('u-1', 'web', 0, '1.4.2', '1.4.3', {
    ...podTemplate('1.4.3'),
    undoOf: { runId: 'run-1', stepId: 's-3' },
    estimateMs: 95_000,
  }),
  step('u-2', 'db', 1, 'version-7', 'version-8', { undoOf: { runId: 'run-1', stepId: 's-1' }, estimateMs: 20_000 }),
];

const prepared = (afterMs: number, id: string, steps: PlanStep[]): Line => [
  afterMs,
  LEA,
  {
    type: 'plan.prepared',
    data: {
      plan: {
        id,
        hash: `hash-${id}`,
        documentDigest: `digest-${id}`,
        steps,
        readAt: new Date(START + afterMs).toISOString(),
      },
    },
  },
];

const declaring = (incidentClass: IncidentClass = 'urgent', objectionMs?: number): Line[] => [
  [
    0,
    LEA,
    {
      type: 'incident.declared',
      data: {
        number: 143,
        title: 'Nobody can pay since the release of this morning',
        service: SERVICE,
        class: incidentClass,
        drill: false,
        symptoms: ['critical_feature', 'database_errors'],
        settings: { ...DEFAULT_SETTINGS, ...(objectionMs === undefined ? {} : { objectionMs }) },
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
];

const planning: Line[] = [
  [40_000, LEA, { type: 'decision.taken', data: { decision: 'rollback', reason: '' } }],
  prepared(44_000, 'plan-1', STEPS),
];

const sending: Line[] = [
  [60_000, LEA, { type: 'plan.acknowledged', data: { planId: 'plan-1', hash: 'hash-plan-1' } }],
  [
    60_100,
    LEA,
    {
      type: 'message.queued',
      data: {
        messageId: 'm-1',
        kind: 'start',
        locale: 'en',
        body: '**Rollback under way: Shop**\n\nNobody can pay. We are going back.',
        channels: [{ id: 'ch-1', label: 'hooks.example.com' }],
      },
    },
  ],
];

const staging: Line[] = [
  [40_000, LEA, { type: 'decision.taken', data: { decision: 'rollback', reason: '' } }],
  prepared(44_000, 'plan-1', STAGED),
];

const approving: Line[] = [[50_000, NOOR, { type: 'plan.approved', data: { planId: 'plan-1', hash: 'hash-plan-1' } }]];

const asking: Line[] = [
  [
    60_200,
    LEA,
    {
      type: 'objection.opened',
      data: { planId: 'plan-1', hash: 'hash-plan-1', until: new Date(START + 120_200).toISOString() },
    },
  ],
];

const at = (stepId: string) => ({ runId: 'run-1', stepId });
const worker = (afterMs: number, body: EventBody): Line => [afterMs, WORKER, body];

const begun = (afterMs: number, stepId: string, evidence: string): Line[] => [
  worker(afterMs, {
    type: 'step.checkpointed',
    data: { ...at(stepId), checkpointId: `c-${stepId}`, evidence: 'The state before is kept', checkpoint: {} },
  }),
  worker(afterMs + 300, {
    type: 'step.intended',
    data: { ...at(stepId), key: `run-1:${stepId}`, green: ['checkout'] },
  }),
  worker(afterMs + 900, {
    type: 'step.requested',
    data: { ...at(stepId), operationId: `o-${stepId}`, evidence, operation: {} },
  }),
];

const settled = (afterMs: number, stepId: string, evidence: string): Line[] => [
  worker(afterMs, { type: 'step.converged', data: { ...at(stepId), evidence } }),
  worker(afterMs + 2_000, { type: 'step.observed', data: { ...at(stepId), healthy: true, evidence: 'status 200' } }),
];

const running: Line[] = [
  [61_000, LEA, { type: 'run.started', data: { runId: 'run-1', planId: 'plan-1', hash: 'hash-plan-1' } }],
  ...begun(62_000, 's-1', 'version-7 is AWSCURRENT'),
  ...settled(80_000, 's-1', 'version-7 is read by the service'),
  ...begun(83_000, 's-2', 'deployment ecs-svc/0417 is PRIMARY'),
  ...begun(85_000, 's-3', 'generation 41 is observed'),
];

const holding: Line[] = [
  [61_000, LEA, { type: 'run.started', data: { runId: 'run-1', planId: 'plan-1', hash: 'hash-plan-1' } }],
  ...begun(62_000, 's-5', 'Route 53 took the change of api.shop.example to 10 % blue, 90 % green'),
  worker(80_000, {
    type: 'step.converged',
    data: { ...at('s-5'), evidence: 'api.shop.example is 10 % blue, 90 % green on all servers' },
  }),
];

const TIMED_OUT =
  'api-with-a-name-that-nobody-shortened did not settle on api:56 in time: 2 of 4 tasks run it, the others stop with "CannotPullContainerError". Look at the service, then retry or abort.';

const failing: Line[] = [
  ...settled(140_000, 's-3', '3 of 3 pods on 1.4.2'),
  worker(983_000, { type: 'step.failed', data: { ...at('s-2'), code: 'timeout', error: TIMED_OUT, retryable: false } }),
  worker(983_100, { type: 'run.paused', data: { runId: 'run-1', cause: 'deadline', detail: TIMED_OUT } }),
  [
    1_270_000,
    { kind: 'system', name: 'scheduler' },
    { type: 'reminder.raised', data: { reminder: 'no_update', detail: '20' } },
  ],
  [
    1_270_100,
    { kind: 'system', name: 'scheduler' },
    { type: 'reminder.raised', data: { reminder: 'phase_over_budget', detail: '15' } },
  ],
];

const reddening: Line[] = [
  ...settled(140_000, 's-3', '3 of 3 pods on 1.4.2'),
  ...settled(150_000, 's-2', '4 of 4 tasks on api:56'),
  [
    152_050,
    SAMPLER,
    {
      type: 'check.changed',
      data: { checkId: 'checkout', verdict: 'fail', observed: 'status 503 in 41 ms', previous: 'unknown' },
    },
  ],
  worker(152_100, {
    type: 'run.paused',
    data: {
      runId: 'run-1',
      cause: 'checks',
      detail: 'Checkout answers with a payment form, in every country that we deliver to',
    },
  }),
];

const undoing: Line[] = [
  [1_300_000, LEA, { type: 'run.abort_requested', data: { runId: 'run-1', reason: 'The image of api:56 is gone.' } }],
  worker(1_301_000, {
    type: 'run.aborted',
    data: { runId: 'run-1', reason: 'The image of api:56 is gone.\nweb: 1.4.2\ndatabase-url: version-7' },
  }),
  [1_320_000, NOOR, { type: 'note.added', data: { text: 'Then back to where we were, and fix forward.' } }],
  prepared(1_330_000, 'plan-2', UNDO),
];

const lines: Record<Several, Line[]> = {
  choosing: declaring(),
  several: [...declaring(), ...planning],
  asked: [...declaring('urgent', 60_000), ...planning, ...sending, ...asking],
  parallel: [...declaring(), ...planning, ...sending, ...running],
  held: [...declaring(), ...staging, ...sending, ...holding],
  stuck: [...declaring(), ...planning, ...sending, ...running, ...failing],
  reddened: [...declaring('planned'), ...planning, ...approving, ...sending, ...running, ...reddening],
  undo: [...declaring(), ...planning, ...sending, ...running, ...failing, ...undoing],
};

/** A believable incident of several components as its events, oldest first. */
export function buildSeveral(until: Several): IncidentEvent[] {
  return eventsOf(lines[until]);
}
