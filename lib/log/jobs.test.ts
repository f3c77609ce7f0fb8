import { expect, test } from 'vitest';
import type { EventBody, IncidentEvent } from '@/lib/domain/event';
import type { IncidentState } from '@/lib/domain/state';
import { jobsFor } from './jobs';

const state = (phase: IncidentState['phase'], status: IncidentState['status'] = 'open') =>
  ({ incidentId: 'i', phase, status }) as IncidentState;
const event = (body: EventBody) => ({ ...body, incidentId: 'i' }) as IncidentEvent;
const queues = (...args: Parameters<typeof jobsFor>) => jobsFor(...args).map(({ queue }) => queue);

test.each<EventBody>([
  { type: 'run.started', data: { runId: 'r', planId: 'p', hash: 'h' } },
  { type: 'run.resumed', data: { runId: 'r' } },
  { type: 'run.pause_requested', data: { runId: 'r' } },
  { type: 'run.abort_requested', data: { runId: 'r', reason: '' } },
  { type: 'step.retried', data: { runId: 'r', stepId: 's' } },
  { type: 'step.skipped', data: { runId: 'r', stepId: 's', reason: '' } },
])('$type asks for the run to be advanced', (body) => {
  expect(jobsFor(state('evaluation'), [event(body)])).toEqual([
    { queue: 'run.advance', data: { incidentId: 'i', runId: 'r' }, singletonKey: 'r' },
  ]);
});

test('a message goes out once on each channel', () => {
  const channels = ['a', 'b'].map((id) => ({ id, label: id }));
  const queued = event({
    type: 'message.queued',
    data: { messageId: 'm', kind: 'start', locale: 'en', body: '', channels },
  });
  expect(jobsFor(state('communication'), [queued])).toEqual([
    { queue: 'message.deliver', data: { incidentId: 'i', messageId: 'm', channelId: 'a' } },
    { queue: 'message.deliver', data: { incidentId: 'i', messageId: 'm', channelId: 'b' } },
  ]);
});

test('checks are sampled in execution and verification of an open incident', () => {
  const note = [event({ type: 'note.added', data: { text: '' } })];
  expect(queues(state('execution'), note)).toEqual(['checks.sample']);
  expect(queues(state('verification'), note)).toEqual(['checks.sample']);
  expect(queues(state('debrief'), note)).toEqual(['postmortem.draft']);
  expect(queues(state('verification', 'closed'), note)).toEqual([]);
});
