import type { Command } from '@/lib/domain/command';
import type { Facts } from '@/lib/domain/context';
import { type Decided, decide } from '@/lib/domain/decide';
import type { IncidentEvent } from '@/lib/domain/event';
import { evolve } from '@/lib/domain/evolve';
import { type Actor, DEFAULT_SETTINGS, type Plan } from '@/lib/domain/facts';
import type { IncidentState } from '@/lib/domain/state';
import { plan as planFact, service } from './facts';
import { LEA, SAMPLER, WORKER } from './people';

export type Declaration = Partial<Omit<Extract<Command, { type: 'incident.declare' }>, 'type'>>;

/** One incident in memory, told what the log would tell: `decide`, stamp, `evolve`. */
export class World {
  state: IncidentState | null = null;
  log: IncidentEvent[] = [];
  nowMs = Date.parse('2026-03-01T03:00:00.000Z');
  facts: Omit<Facts, 'now'> = { claim: null, sampled: {}, holders: [], freeze: null };

  get now(): string {
    return new Date(this.nowMs).toISOString();
  }

  /** The state once declared. */
  get incident(): IncidentState {
    if (!this.state) throw new Error('The incident is not declared yet.');
    return this.state;
  }

  wait(durationMs: number): this {
    this.nowMs += durationMs;
    return this;
  }

  /** Asks, and appends what was decided. */
  ask(command: Command, actor: Actor = LEA): Decided {
    const decided = decide(this.state, command, { ...this.facts, actor, now: this.now });
    if (decided.ok) for (const body of decided.events) this.append({ ...body, ...this.stamp(actor) });
    return decided;
  }

  /** Asks for what must be granted. */
  must(command: Command, actor: Actor = LEA): this {
    const decided = this.ask(command, actor);
    if (!decided.ok) throw new Error(`${command.type} was refused: ${decided.refusal.code}`);
    return this;
  }

  /** The refusal's code, or null when the command was granted. */
  refused(command: Command, actor: Actor = LEA): string | null {
    const decided = this.ask(command, actor);
    return decided.ok ? null : decided.refusal.code;
  }

  types(): string[] {
    return this.log.map(({ type }) => type);
  }

  private stamp(actor: Actor): Pick<IncidentEvent, 'incidentId' | 'seq' | 'at' | 'actor'> {
    return { incidentId: 'inc', seq: this.log.length + 1, at: this.now, actor };
  }

  private append(event: IncidentEvent): void {
    this.log.push(event);
    this.state = evolve(this.state, event);
  }
}

/** An incident that Léa has just declared. */
export function declared(overrides: Declaration = {}): World {
  return new World().must({
    type: 'incident.declare',
    number: 142,
    title: 'Checkout returns 500',
    service: service(),
    class: 'urgent',
    drill: false,
    symptoms: ['critical_feature'],
    settings: DEFAULT_SETTINGS,
    ...overrides,
  });
}

export const startMessage = (messageId = 'start'): Command => ({
  type: 'message.send',
  messageId,
  kind: 'start',
  locale: 'en',
  body: 'Rollback in progress',
});

export const endMessage: Command = { type: 'message.send', messageId: 'end', kind: 'end', locale: 'en', body: 'Over' };

export const start = (overrides: Partial<Extract<Command, { type: 'run.start' }>> = {}): Command => ({
  type: 'run.start',
  runId: 'run-1',
  planId: 'plan-1',
  hash: 'hash-1',
  glass: [],
  current: { web: 'bad' },
  readAt: '2026-03-01T03:00:00.000Z',
  ...overrides,
});

/** With a plan on the table that nobody has looked at. */
export function planned(overrides: Declaration = {}, plan: Partial<Plan> = {}, preparedBy: Actor = LEA): World {
  const world = declared(overrides);
  world.must({
    type: 'decision.take',
    decision: 'rollback',
    reason: '',
    target: { componentId: 'web', revision: { id: 'good', label: 'v1', summary: 'Sell things' } },
  });
  return world.must({ type: 'plan.record', plan: planFact(plan) }, preparedBy);
}

/** With the start message out: an urgent rollback could start now. */
export function ready(overrides: Declaration = {}, plan: Partial<Plan> = {}, preparedBy: Actor = LEA): World {
  return planned(overrides, plan, preparedBy).must(startMessage());
}

/** With a run that a worker holds. */
export function running(overrides: Declaration = {}): World {
  const world = ready(overrides).must(start());
  world.facts.claim = { fence: 1, expiresAt: new Date(world.nowMs + 3_600_000).toISOString() };
  return world;
}

/** What the worker does to the step of the standard plan. */
export const STEP = { runId: 'run-1', fence: 1, stepId: 'step-1' };

/** In verification, right after convergence. */
export function verifying(overrides: Declaration = {}): World {
  return running(overrides)
    .must({ type: 'step.intend', ...STEP, key: 'key' }, WORKER)
    .must({ type: 'step.request', ...STEP, operationId: 'revert-1', evidence: '', operation: {} }, WORKER)
    .must({ type: 'step.converge', ...STEP, evidence: '' }, WORKER)
    .must({ type: 'step.observe', ...STEP, healthy: true, evidence: '' }, WORKER)
    .must({ type: 'run.finish', runId: 'run-1', fence: 1 }, WORKER);
}

/** The sampler saw the check pass from `sinceMs` until now without a gap. */
export function green(world: World, checkId: string, sinceMs: number): World {
  world.ask({ type: 'check.record', checkId, verdict: 'pass', observed: '200' }, SAMPLER);
  world.facts.sampled = {
    ...world.facts.sampled,
    [checkId]: { verdict: 'pass', lastAt: world.now, continuousSince: new Date(sinceMs).toISOString() },
  };
  return world;
}

/** In debrief: the window has held. */
export function recovered(overrides: Declaration = {}): World {
  const world = verifying(overrides);
  const sinceMs = world.nowMs;
  green(world, 'health', sinceMs);
  green(world.wait(world.incident.settings.stability.windowMs), 'health', sinceMs);
  return world.must({ type: 'recovery.hold' }, SAMPLER);
}

/** Closed, with everything that closing asks for. */
export function closed(overrides: Declaration = {}): World {
  const world = recovered(overrides).must(endMessage).must({ type: 'postmortem.draft', digest: 'd' }, SAMPLER);
  for (const { id } of world.incident.followUps) {
    world.must({ type: 'followup.assign', followUpId: id, owner: { id: 'rob', name: 'Rob' }, dueAt: null });
  }
  return world.must({ type: 'incident.close' });
}
