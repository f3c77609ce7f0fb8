import { expect, test } from 'vitest';
import type { EventBody, IncidentEvent } from '@/lib/domain/event';
import type { Plan } from '@/lib/domain/facts';
import { learnVerdicts } from './verdicts';

const step = (id: string) => ({ id: `step-${id}`, componentId: id, to: { id: `${id}-good`, label: '', summary: '' } });
const plan = { id: 'p', steps: [step('web'), step('api')] } as unknown as Plan;
const prepared: EventBody = { type: 'plan.prepared', data: { plan } };
const started: EventBody = { type: 'run.started', data: { runId: 'r', planId: 'p', hash: 'h' } };
const held: EventBody = { type: 'recovery.held', data: { windowMs: 1 } };
const failedStep: EventBody = {
  type: 'step.failed',
  data: { runId: 'r', stepId: 'step-web', code: 'failed', error: '', retryable: false },
};

function learned(...bodies: EventBody[]): string[] {
  const events = bodies.map((body, index) => ({ ...body, seq: index + 1, at: `t${index + 1}` }) as IncidentEvent);
  return learnVerdicts(events).map(({ revisionId, verdict, at }) => `${revisionId} ${verdict} ${at}`);
}

test('a held window makes every target of the run good', () => {
  expect(learned(prepared, started, held)).toEqual(['web-good good t3', 'api-good good t3']);
});

test('a person’s word is told from a measured one', () => {
  const declared: EventBody = { type: 'recovery.declared', data: { reason: 'looks fine' } };
  expect(learned(prepared, started, declared)).toEqual(['web-good declared t3', 'api-good declared t3']);
});

test('a failed step fails its own target, until a later recovery says otherwise', () => {
  expect(learned(prepared, started, failedStep)).toEqual(['web-good failed t3']);
  expect(learned(prepared, started, failedStep, held)).toEqual(['web-good good t4', 'api-good good t4']);
});

test('a failed verification fails every target but the skipped ones', () => {
  const skipped: EventBody = { type: 'step.skipped', data: { runId: 'r', stepId: 'step-api', reason: '' } };
  const failed: EventBody = { type: 'verification.failed', data: { reason: '' } };
  expect(learned(prepared, started, skipped, failed)).toEqual(['web-good failed t4']);
});

test('a recovery by other means says nothing of the plan’s targets', () => {
  const fixed: EventBody = { type: 'fix.applied', data: { note: '' } };
  const aborted: EventBody = { type: 'run.aborted', data: { runId: 'r', reason: '' } };
  expect(learned(prepared, started, fixed, held)).toEqual([]);
  expect(learned(prepared, started, aborted, held)).toEqual([]);
});

test('an adopted rollback is judged like a run', () => {
  const target = { componentId: 'web', revision: { id: 'hand', label: '', summary: '' } };
  expect(learned({ type: 'run.adopted', data: { runId: 'r', target, reason: '' } }, held)).toEqual(['hand good t2']);
});

test('what a step made on the way to its target is judged beside it', () => {
  const asked = (revision: string): EventBody => ({
    type: 'step.requested',
    data: { runId: 'r', stepId: 'step-api', operationId: 'o', evidence: '', operation: { revision } },
  });
  expect(learned(prepared, started, asked('api-made'), held)).toEqual([
    'web-good good t4',
    'api-good good t4',
    'api-made good t4',
  ]);
  expect(learned(prepared, started, asked('api-good'), held)).toEqual(['web-good good t4', 'api-good good t4']);
});
