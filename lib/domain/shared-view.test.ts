import { expect, it } from 'vitest';
import { health, service } from '@/tests/setup/domain/facts';
import { COURIER, WORKER } from '@/tests/setup/domain/people';
import { running, STEP, type World } from '@/tests/setup/domain/world';
import { sharedView } from './shared-view';
import type { RoomSnapshot } from './snapshot';
import { STATE_VERSION } from './state';

/** Stands in every place that a shared link must not show. */
const INSIDE = 'inside-only';

function eventful(): World {
  const world = running({
    service: service({
      checks: [{ ...health, command: `curl ${INSIDE}` }],
      channels: [{ id: 'ops', kind: 'webhook', label: INSIDE }],
    }),
  });
  const data = { token: INSIDE };
  world
    .must({ type: 'message.record_delivery', messageId: 'start', channelId: 'ops', evidence: INSIDE }, COURIER)
    .must({ type: 'step.checkpoint', ...STEP, checkpointId: INSIDE, evidence: INSIDE, checkpoint: data }, WORKER)
    .must({ type: 'step.intend', ...STEP, key: INSIDE }, WORKER)
    .must({ type: 'step.request', ...STEP, operationId: INSIDE, evidence: INSIDE, operation: data }, WORKER)
    .must({ type: 'step.fail', ...STEP, code: 'failed', error: INSIDE, retryable: false }, WORKER)
    .must({ type: 'share.create', shareId: INSIDE, expiresAt: '2027-01-01T00:00:00.000Z' })
    .must({ type: 'message.mark_sent', messageId: 'm', kind: 'update', locale: 'en', body: 'b', where: INSIDE })
    .must({ type: 'run.abort', runId: 'run-1', reason: 'enough' })
    .must({ type: 'run.settle_abort', runId: 'run-1', fence: 1, evidence: INSIDE }, WORKER);
  return world;
}

function snapshotOf(world: World): RoomSnapshot {
  return {
    state: world.incident,
    stateVersion: STATE_VERSION,
    timeline: world.log,
    hasOlder: false,
    samples: {},
    progress: [
      {
        runId: 'run-1',
        stepId: 'step-1',
        done: 1,
        total: 2,
        text: INSIDE,
        code: INSIDE,
        params: { said: INSIDE },
        at: world.now,
      },
    ],
    presence: [{ userId: 'lea', name: 'Léa', seenAt: world.now }],
    holders: [{ resourceKey: INSIDE, incidentId: 'other', incidentNumber: 7, runId: 'r' }],
    freeze: { until: '2026-11-23T00:00:00.000Z', reason: INSIDE },
    now: world.now,
    viewer: { kind: 'member', userId: 'lea', name: 'Léa', can: ['incident:command'] },
  };
}

it('shows nothing that concerns the team alone', () => {
  const snapshot = snapshotOf(eventful());
  expect(JSON.stringify(snapshot).split(INSIDE).length).toBeGreaterThan(15);
  const text = JSON.stringify(sharedView(snapshot));
  expect(text).not.toContain(INSIDE);
  for (const hidden of ['"lea"', 'hash-1', 'digest-1', 'git:shop', '"rob"']) expect(text).not.toContain(hidden);
});

it('keeps what happened, how it stands and who did it', () => {
  const shared = sharedView(snapshotOf(eventful()));
  expect(shared.state).toMatchObject({ title: 'Checkout returns 500', phase: 'execution', commander: { name: 'Léa' } });
  expect(shared.state.plan?.steps).toMatchObject([{ componentName: 'web', to: { label: 'v1' } }]);
  expect(shared.timeline.map(({ type }) => type)).toEqual([
    'incident.declared',
    'decision.taken',
    'plan.prepared',
    'message.queued',
    'run.started',
    'step.requested',
    'step.failed',
    'run.paused',
    'message.marked_sent',
    'run.abort_requested',
    'run.aborted',
  ]);
  expect(shared.viewer).toEqual({ kind: 'shared', userId: null, name: '', can: [] });
});

it('stays the same when it is applied again', () => {
  const once = sharedView(snapshotOf(eventful()));
  expect(sharedView(once)).toEqual(once);
});
