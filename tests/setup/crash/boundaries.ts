import type { Fault, World } from '@/tests/contract/fixture';
import type { Gates } from './gates';

/** What a boundary is reached with: the run has not been started yet. */
export interface Approach {
  gates: Gates;
  world: World;
  incidentId: string;
  /** The step that is to stand there; the first one that comes by default. */
  stepId?: string;
}

/** A place in a run's journal where a worker can be made to stand, from outside. */
export interface Boundary {
  name: string;
  /** The provider call that is under way there, or the next one; null when none is left. */
  call: 'write' | 'read' | null;
  /** Closes the way; the answer resolves once a worker stands there. */
  approach(approach: Approach): Promise<Standing>;
}

export interface Standing {
  arrived: Promise<void>;
  /** Lets whoever stands there, and whoever comes next, go on; `into` is what the provider suffers from then on. */
  release(into?: Fault): Promise<void>;
}

/** Inside the transaction that records this event. */
const beforeEvent =
  (type: string): Boundary['approach'] =>
  async ({ gates, world, incidentId, stepId }) => {
    const gate = await gates.close(incidentId, type, stepId);
    const release = async (into?: Fault) => {
      if (into) await world.fault?.(into);
      await gate.open();
    };
    return { arrived: gate.reached(), release };
  };

/** In the provider's call that follows this event, on the wire. */
const inCallAfter =
  (type: string, held: 'slow' | 'lost_reply'): Boundary['approach'] =>
  async ({ gates, world, incidentId, stepId }) => {
    const gate = await gates.close(incidentId, type, stepId);
    const arrive = async () => {
      await gate.reached();
      await world.fault?.(held);
      await gate.open();
      await world.whenHeld?.();
    };
    const release = async (into?: Fault) => {
      // What stays as it is goes on being held until the caller gives up.
      if (into === held) return;
      await world.fault?.(null);
      if (into) await world.fault?.(into);
    };
    return { arrived: arrive(), release };
  };

/** In the order in which a run comes by. */
export const BOUNDARIES: readonly Boundary[] = [
  { name: 'before intent', call: 'write', approach: beforeEvent('step.intended') },
  { name: 'after intent', call: 'write', approach: inCallAfter('step.intended', 'slow') },
  { name: 'accepted but unrecorded', call: 'write', approach: inCallAfter('step.intended', 'lost_reply') },
  { name: 'during convergence', call: 'read', approach: inCallAfter('step.requested', 'slow') },
  { name: 'converged but unrecorded', call: null, approach: beforeEvent('step.converged') },
  { name: 'after convergence', call: null, approach: beforeEvent('step.observed') },
  { name: 'before finish', call: null, approach: beforeEvent('run.finished') },
];

export function boundary(name: string): Boundary {
  const found = BOUNDARIES.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`there is no boundary "${name}"`);
  return found;
}
