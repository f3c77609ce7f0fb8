'use client';

import { useCallback, useState } from 'react';
import type { PlanWish } from './evaluation/request';
import { useIncident } from './room-context';
import { useAct } from './use-act';

export interface Preparing {
  busy: boolean;
  error: string | null;
  prepare(wish: PlanWish): Promise<void>;
  /** The plan that takes back what the last run wrote; it is shown before it runs, like any other. */
  undo(): Promise<void>;
}

/** Decides for the rollback and has its plan prepared, as one press. Lives above the phases: it outlasts the first one. */
export function usePrepare(): Preparing {
  const { decision } = useIncident();
  const { busy, error, run } = useAct();
  const [working, setWorking] = useState(false);

  const work = useCallback(async (what: () => Promise<unknown>) => {
    setWorking(true);
    try {
      await what();
    } finally {
      setWorking(false);
    }
  }, []);

  const prepare = useCallback<Preparing['prepare']>(
    (wish) =>
      work(async () => {
        // A decision names the one component that it is about; of several, the plan tells.
        const [target, second] = wish.waves.flat();
        const only = second ? undefined : target;
        const decided = decision?.decision === 'rollback' ? decision : null;
        const same =
          decided?.target?.componentId === only?.componentId && decided?.target?.revision.id === only?.revision.id;
        const take = { type: 'decision.take', decision: 'rollback', reason: '' } as const;
        const ready =
          (decided && same) ||
          (await run((actions, id) => actions.act(id, { ...take, ...(only ? { target: only } : {}) }))) !== null;
        if (!ready) return;
        const waves = wish.waves.map((wave) =>
          wave.map(({ componentId, revision }) => ({ componentId, revisionId: revision.id })),
        );
        const { waves: _waves, ...more } = wish;
        await run((actions, id) => actions.preparePlan(id, { waves, ...more }));
      }),
    [decision, run, work],
  );
  const undo = useCallback(() => work(() => run((actions, id) => actions.prepareUndo(id))), [run, work]);
  return { busy: busy || working, error, prepare, undo };
}
