import type { Command } from '@/lib/domain/command';
import type { Actor, Plan, PlanStep } from '@/lib/domain/facts';
import { undoable } from '@/lib/domain/queries';
import type { RunState, StepState } from '@/lib/domain/state';
import { health, plan as planFact, service, step as stepFact } from './facts';
import { LEA, MAX, SAMPLER } from './people';
import { ready, type World } from './world';

/** An incident with a run, and who holds it. */
export class RunWorld {
  fence = 0;
  private runs = 0;

  constructor(readonly incident: World) {}

  get run(): RunState {
    const { run } = this.incident.incident;
    if (!run) throw new Error('no run');
    return run;
  }
  get runId(): string {
    return `run-${this.runs}`;
  }
  /** What the worker that holds the run adds to what it says. */
  get holder(): { runId: string; fence: number } {
    return { runId: this.runId, fence: this.fence };
  }

  must(command: Command, actor: Actor = LEA): this {
    this.incident.must(command, actor);
    return this;
  }

  mustRefuse(command: Command, actor: Actor, code: string): void {
    const refused = this.incident.refused(command, actor);
    if (refused !== code) throw new Error(`${command.type} was ${refused ?? 'granted'} instead of ${code}`);
  }

  /** A worker takes the run: what the one before it says is refused from now on. */
  claim(): void {
    this.fence += 1;
    const expiresAt = new Date(this.incident.nowMs + 3_600_000).toISOString();
    this.incident.facts = { ...this.incident.facts, claim: { fence: this.fence, expiresAt } };
  }

  start(plan: Pick<Plan, 'id' | 'hash' | 'steps'>): void {
    this.runs += 1;
    const current = Object.fromEntries(plan.steps.map(({ componentId, from }) => [componentId, from.id]));
    const { id: planId, hash } = plan;
    this.must({ type: 'plan.acknowledge', planId, hash });
    this.must({ type: 'plan.approve', planId, hash }, MAX);
    this.must({ type: 'run.start', runId: this.runId, planId, hash, glass: [], current, readAt: this.incident.now });
    this.claim();
  }

  /** One that goes its own way from here. */
  copy(): RunWorld {
    const incident = Object.assign(ready(), this.incident, { log: [...this.incident.log] });
    return Object.assign(new RunWorld(incident), { fence: this.fence, runs: this.runs });
  }
}

const COMPONENTS = ['web', 'api', 'database', 'domain'];

/** A run of these waves, one step each, of an incident that is not urgent: it pauses when a check turns red. */
export function startRun(waves: readonly number[]): RunWorld {
  const components = COMPONENTS.slice(0, waves.length).map((id) => ({ id, name: id, provider: 'git' }));
  const steps = components.map(({ id, name }, index) => {
    const of = { componentId: id, componentName: name, resourceKey: id };
    return stepFact({ id: `step-${index}`, ...of, wave: waves[index] ?? 0, followUps: [] });
  });
  const plan = planFact({ steps });
  const incident = ready({ class: 'planned', service: service({ components }) }, plan);
  incident.must({ type: 'check.record', checkId: health.id, verdict: 'pass', observed: '200' }, SAMPLER);
  const world = new RunWorld(incident);
  world.start(plan);
  return world;
}

/** Takes back what the last run wrote, last one first, by a plan of its own. */
export function prepareUndo(world: RunWorld): void {
  const state = world.incident.incident;
  if (state.phase === 'verification') world.must({ type: 'verification.fail', reason: 'still red' });
  const undone = undoable(world.incident.incident);
  if (!undone) throw new Error('nothing can be taken back');
  const steps = undone.steps.map((step, wave): PlanStep => {
    const { componentId, componentName, from, to } = undone.run.targets.find(({ stepId }) => stepId === step.id) ?? {
      ...stepFact(),
    };
    const undoOf = { runId: undone.run.id, stepId: step.id };
    const shape = { id: `${step.id}-back`, componentId, componentName, resourceKey: componentId, wave, undoOf };
    return stepFact({ ...shape, from: to, to: from, followUps: [] });
  });
  const plan = planFact({ id: `undo-${undone.run.id}`, hash: `undo-${undone.run.id}`, steps });
  world.must({ type: 'plan.record', plan });
  world.start(plan);
}

/** What the worker says when a step of this status goes on. */
export function workCommand(world: RunWorld, stepId: string, status: StepState['status'], red: string[]): Command {
  const at = { ...world.holder, stepId };
  switch (status) {
    case 'planned':
      return { type: 'step.checkpoint', ...at, checkpointId: `c-${stepId}`, evidence: '', checkpoint: {} };
    case 'checkpointed':
      return { type: 'step.intend', ...at, key: `${at.runId}.${stepId}` };
    case 'intended':
      return { type: 'step.request', ...at, operationId: `o-${stepId}`, evidence: '', operation: {} };
    case 'requested':
      return { type: 'step.converge', ...at, evidence: '' };
    default:
      return { type: 'step.observe', ...at, healthy: red.length === 0, evidence: '', red };
  }
}
