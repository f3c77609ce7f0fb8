import type { CommandType } from '../command';
import type { DecideContext, Refusal } from '../context';
import type { EventBody } from '../event';
import type { CommandOf } from '../policy';
import type { IncidentState, RunState, StepState } from '../state';

/** What a command leads to once its gates are open. An empty list: it has been done already. */
export type Outcome = EventBody[] | Refusal;

export type CommandHandlers = {
  [T in Exclude<CommandType, 'incident.declare'>]: (
    state: IncidentState,
    command: CommandOf<T>,
    context: DecideContext,
  ) => Outcome;
};

export function stepOf(state: IncidentState, ref: { runId: string; stepId: string }): StepState | undefined {
  return state.run?.id === ref.runId ? state.run.steps.find((step) => step.id === ref.stepId) : undefined;
}

export function runIdTaken(state: IncidentState, runId: string): boolean {
  const runs: (RunState | null)[] = [...state.pastRuns, state.run];
  return runs.some((run) => run?.id === runId);
}

/** The id of a follow-up that Repli opens itself: unique, and the same whenever the command is decided again. */
export function followUpId(state: IncidentState, position: number): string {
  return `${state.incidentId}-${state.lastSeq + position + 1}`;
}
