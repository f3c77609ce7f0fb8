import type { EventBody } from '@/lib/domain/event';
import { type Actor, DEFAULT_SETTINGS } from '@/lib/domain/facts';
import type { IncidentClass } from '@/lib/domain/words';
import { CHECKS, COURIER, GOOD, LEA, NOOR, SAMPLER, START, STEPS, WORKER } from './facts';

/** Where a built incident stands. Each stage contains the ones before it. */
export const STAGES = ['evaluation', 'plan', 'running', 'failed', 'verification', 'debrief', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

export type Line = [afterMs: number, actor: Actor, body: EventBody];

export const opening = (incidentClass: IncidentClass): Line[] => [
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
      data: {
        followUpId: 'f-1',
        kind: 'definitive_fix',
        code: 'git:then_fix',
        params: { count: 3, list: '', after: '4f1c2ab9', mode: 'range' },
        text: 'Fix what was wrong in the 3 commits after 4f1c2ab9, then revert the rollback commit together with the fix.',
      },
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
        code: 'git:then_revert',
        params: { commit: '81d2e6b3 (Merge branch translate-emails)' },
        text: 'Before 81d2e6b3 (Merge branch translate-emails) is merged again, revert the rollback commit: git considers that branch already merged.',
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

export const BY_STAGE: Record<Stage, Line[]> = {
  evaluation: [],
  plan: planning,
  running: starting,
  failed: failing,
  verification: converging,
  debrief: recovering,
  closed: closing,
};
