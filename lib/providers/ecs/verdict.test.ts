import type { Deployment, ServiceDeploymentStatus, Task } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { Primary } from './service';
import { judge, provenBy, type Started } from './verdict';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 10, minute));
const arn = (revision: number) => `arn:aws:ecs:eu-west-3:1:task-definition/api:${revision}`;
const ours: Started = {
  target: arn(3),
  startedAt: at(10).toISOString(),
  deploymentId: 'ours',
  deployedAt: at(10).toISOString(),
};
const primary = (more: Partial<Primary> = {}): Primary => ({
  id: 'ours',
  status: 'PRIMARY',
  taskDefinition: arn(3),
  desiredCount: 2,
  runningCount: 2,
  createdAt: at(10),
  updatedAt: at(11),
  rolloutState: 'COMPLETED',
  ...more,
});
const verdictOn = (first: Primary, others: Deployment[] = []) =>
  judge(ours, { service: { deployments: [first, ...others] }, primary: first }, null).kind;

describe('the verdict on our deployment', () => {
  it('is settled once it is the primary one and complete', () => expect(verdictOn(primary())).toBe('settled'));

  it('goes on until then', () => expect(verdictOn(primary({ rolloutState: 'IN_PROGRESS' }))).toBe('going_on'));

  it('is failed when Amazon says so', () => expect(verdictOn(primary({ rolloutState: 'FAILED' }))).toBe('failed'));

  it('needs all tasks on one deployment where Amazon gives no rollout state', () => {
    const { rolloutState: _given, ...behindClassic } = primary();
    expect(verdictOn(behindClassic)).toBe('settled');
    expect(verdictOn(behindClassic, [{ id: 'old' }])).toBe('going_on');
  });

  it('is taken back when a newer deployment of the breaker replaced it', () => {
    const breaker = primary({
      id: 'new',
      taskDefinition: arn(5),
      createdAt: at(12),
      rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
    });
    expect(verdictOn(breaker)).toBe('taken_back');
  });

  it('is taken back when the one before is the primary one again, also after that has settled', () => {
    const before = primary({ id: 'old', taskDefinition: arn(5), createdAt: at(1), updatedAt: at(13) });
    expect(verdictOn(before, [{ id: 'ours', rolloutState: 'FAILED' }])).toBe('taken_back');
    expect(verdictOn(before)).toBe('taken_back');
  });

  it('waits for a reply that is older than the write, even one of an earlier rollback', () => {
    const stale = primary({
      id: 'old',
      taskDefinition: arn(5),
      createdAt: at(1),
      updatedAt: at(9),
      rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
    });
    expect(verdictOn(stale)).toBe('going_on');
  });

  it('is replaced by a deployment of others', () => {
    expect(verdictOn(primary({ id: 'new', taskDefinition: arn(6), createdAt: at(12) }))).toBe('replaced');
  });
});

describe('the verdict on a deployment that was stopped', () => {
  const stopped: Started = { target: arn(3), startedAt: at(10).toISOString(), stopped: 'arn:deployment' };
  const kindAt = (status: ServiceDeploymentStatus, first = primary({ id: 'any' })) =>
    judge(stopped, { service: { deployments: [first] }, primary: first }, { status }).kind;
  const elsewhere = primary({ id: 'any', taskDefinition: arn(5) });

  it.each([
    ['ROLLBACK_REQUESTED', elsewhere, 'going_on'],
    ['ROLLBACK_IN_PROGRESS', primary({ id: 'any', rolloutState: 'IN_PROGRESS' }), 'going_on'],
    ['ROLLBACK_SUCCESSFUL', primary({ id: 'any' }), 'settled'],
    ['ROLLBACK_SUCCESSFUL', elsewhere, 'replaced'],
    ['ROLLBACK_FAILED', elsewhere, 'failed'],
    ['SUCCESSFUL', elsewhere, 'replaced'],
  ] as const)('at %s', (status, first, kind) => expect(kindAt(status, first)).toBe(kind));
});

describe('the proof by tasks', () => {
  const task = (revision: number, lastStatus = 'RUNNING'): Task => ({ taskDefinitionArn: arn(revision), lastStatus });

  it('is all running tasks on the target, as many as wanted', () => {
    expect(provenBy([task(3), task(3)], arn(3), 2)).toBe(true);
    expect(provenBy([task(3)], arn(3), 2)).toBe(false);
    expect(provenBy([task(3), task(3), task(5)], arn(3), 2)).toBe(false);
    expect(provenBy([task(3), task(3, 'PENDING')], arn(3), 2)).toBe(false);
  });
});
