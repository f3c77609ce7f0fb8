import type { Plan } from '@/lib/domain/facts';
import { outputsIn } from '@/lib/domain/flow';
import type { IncidentState } from '@/lib/domain/state';
import { asProviderError, ProviderError } from '@/lib/providers/error';
import { type Connected, connectComponent } from './connect';
import { type PreparedStep, preparedStep } from './record-plan';
import type { Planned } from './suspend-first';
import { changed, inWave, renumbered, waveOf } from './waves';

const DEADLINE_MS = 15_000;

interface WithWriters {
  planned: Planned[];
  writers?: NonNullable<Plan['writers']>;
}

/** What is stopped: its own steps, and the wave after which it comes back. */
interface Stop {
  stop: Planned;
  resume: PreparedStep;
  backAfter: number;
}

/**
 * Puts around the data steps of a plan those that stop the components in `wanted` before the first of them, and bring each
 * back once its data's new place is known and its own code is in place. Says which components could be stopped beside
 * these; none where no step touches data. Throws ProviderError.
 */
export async function stopWriters(
  state: IncidentState,
  planned: readonly Planned[],
  wanted: readonly string[],
): Promise<WithWriters> {
  const dataWaves = planned.filter(({ prepared }) => prepared.step.touchesData).map(waveOf);
  if (dataWaves.length === 0) return { planned: [...planned] };
  const stoppable = await readStoppable(state);
  const stops = await Promise.all(
    stoppable.filter(({ component }) => wanted.includes(component.id)).map((each) => planStop(each, planned)),
  );
  const running = stops.filter((stop) => stop !== null);
  const writers = stoppable.map(({ component: { id, name } }) => ({
    componentId: id,
    componentName: name,
    stopped: running.some(({ stop }) => stop.connected.component.id === id),
  }));
  if (running.length === 0) return { planned: [...planned], writers };
  const first = Math.min(...dataWaves);
  const last = Math.max(...running.map(({ backAfter }) => backAfter));
  const placed: Planned[] = [
    ...running.map(({ stop }) => inWave(stop, first - 0.5)),
    ...planned.map((each) => (first <= waveOf(each) && waveOf(each) <= last ? unwatched(each) : each)),
    ...running.map(({ stop: { connected }, resume, backAfter }) =>
      inWave({ connected, prepared: resume, suspensions: [] }, backAfter + 0.5),
    ),
  ];
  return { planned: renumbered(placed), writers };
}

async function readStoppable(state: IncidentState): Promise<Connected[]> {
  const all = await Promise.all(
    state.service.components.map(({ id }) => connectComponent(id, state.incidentId).catch(asProviderError)),
  );
  return all.flatMap((each) => (each instanceof ProviderError || !each.connection.standstill ? [] : [each]));
}

/** Null where nothing runs that could write. */
async function planStop(connected: Connected, planned: readonly Planned[]): Promise<Stop | null> {
  const standstill = await connected.connection.standstill?.({ signal: AbortSignal.timeout(DEADLINE_MS) });
  if (!standstill) return null;
  const stop = preparedStep(connected, standstill.stop, { doubts: [], action: 'stop' });
  const resume = preparedStep(connected, standstill.resume, {
    doubts: [],
    action: 'resume',
    bringsBack: stop.step.id,
  });
  const suspensions = standstill.stop.suspensions ?? [];
  return {
    stop: { connected, prepared: stop, suspensions },
    resume,
    backAfter: backAfter(connected.component.id, planned),
  };
}

/**
 * After the data, whoever takes the data's new address from it, and the component's own step: what comes back must not
 * be the code that did the damage. A component that is not in the plan waits for all of it.
 */
function backAfter(componentId: string, planned: readonly Planned[]): number {
  const holders = new Set(planned.flatMap(({ prepared: { step } }) => (step.touchesData ? [step.componentId] : [])));
  const isBefore = ({ prepared: { step } }: Planned) =>
    step.componentId === componentId ||
    holders.has(step.componentId) ||
    outputsIn(step.to.id).some((output) => holders.has(output.componentId));
  const isIn = planned.some(({ prepared }) => prepared.step.componentId === componentId);
  return Math.max(...planned.filter((each) => !isIn || isBefore(each)).map(waveOf));
}

const unwatched = (planned: Planned): Planned => changed(planned, { whileStopped: true });
