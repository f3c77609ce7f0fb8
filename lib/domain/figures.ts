import { phaseClocks } from './clocks';
import { ms } from './queries';
import type { IncidentState } from './state';
import type { Figures } from './views';

/** Computed from the folded state alone, as of `now` (ISO 8601) while the incident is open. Pure. */
export function figures(state: IncidentState, now: string): Figures {
  const end = state.closedAt ?? now;
  const since = (at: string | undefined) =>
    at === undefined ? null : Math.max(0, Date.parse(at) - Date.parse(state.declaredAt));
  const runs = [...state.pastRuns, ...(state.run ? [state.run] : [])];
  const writes = runs.flatMap((run) => run.steps.flatMap((step) => (step.requestedAt ? [step.requestedAt] : [])));
  return {
    durationMs: since(end) ?? 0,
    toDeclareMs: state.postmortem?.beganAt ? ms(state.declaredAt) - ms(state.postmortem.beganAt) : null,
    toDecideMs: since(state.decision?.at),
    toTellMs: since(state.messages.find((message) => message.kind === 'start')?.at),
    toWriteMs: since(writes.sort()[0]),
    toRecoverMs: since(state.recovery?.at),
    phases: phaseClocks(state, end).map(({ phase, visits, elapsedMs, budgetMs, overMs, level }) => ({
      phase,
      visits,
      spentMs: elapsedMs,
      budgetMs,
      overMs,
      level,
    })),
    runs: runs.length,
  };
}
