'use client';

import { useState } from 'react';
import type { RevisionView } from '@/lib/domain/snapshot';
import type { IncidentState } from '@/lib/domain/state';
import { wavesOfPlan } from '../plan/waves';
import { isUndo, movesOf } from '../plan/wish';
import { useIncident } from '../room-context';
import { type Pick, picksOf } from './picks';
import type { TargetChoice } from './target';
import { useRevisions } from './use-revisions';
import { targetChoice } from './use-target';

/** One component, a playbook of the catalogue by its name, or several picked by hand. */
export type How = { kind: 'one' } | { kind: 'playbook'; name: string } | { kind: 'hand' };

export interface Selection {
  how: How;
  /** One component: this one. */
  componentId: string;
  setComponentId: (id: string) => void;
  takeOne: () => void;
  takePlaybook: (name: string) => void;
  /** Goes on from what is picked already. */
  takeHand: () => void;
  /** Several components in their order. */
  picks: Pick[];
  setPicks: (picks: Pick[]) => void;
  /** Each of them with its target, in the same order. */
  targets: TargetChoice[];
}

/** What goes back, and to what: ready as soon as the room opens, changed in a press. */
export function useSelection(): Selection {
  const state = useIncident();
  const [first] = useState(() => startOf(state));
  const [how, setHow] = useState<How>(first.how);
  const [componentId, setComponentId] = useState(first.componentId);
  const [picks, setPicks] = useState(first.picks);
  const [picked, setPicked] = useState<Record<string, RevisionView>>({});
  const ids = how.kind === 'one' ? [componentId] : picks.map((pick) => pick.componentId);
  const answers = useRevisions(ids);
  return {
    how,
    componentId,
    setComponentId,
    takeOne: () => setHow({ kind: 'one' }),
    takePlaybook: (name) => {
      const waves = state.service.playbooks?.find((playbook) => playbook.name === name)?.waves ?? [];
      setHow({ kind: 'playbook', name });
      setPicks(picksOf(waves));
    },
    takeHand: () => {
      setHow({ kind: 'hand' });
      if (picks.length === 0) setPicks([{ componentId, together: false }]);
    },
    picks,
    setPicks,
    targets: ids.map((id, index) =>
      targetChoice(answers[index], {
        componentId: id,
        picked: picked[id],
        choose: (revision) => setPicked((all) => ({ ...all, [id]: revision })),
        preselect: 'suggested',
      }),
    ),
  };
}

interface Start {
  how: How;
  componentId: string;
  picks: Pick[];
}

/** What the plan on the table puts back; without one, the component that was decided for, or the first. */
function startOf({ plan, decision, service }: IncidentState): Start {
  const componentId = decision?.target?.componentId ?? service.components[0]?.id ?? '';
  const moves = plan ? movesOf(plan.steps) : [];
  const several = plan && moves.length > 1 && !isUndo(plan);
  if (!several) return { how: { kind: 'one' }, componentId, picks: [] };
  const waves = wavesOfPlan(moves).map((wave) => wave.map((step) => step.componentId));
  const how: How = plan.playbook ? { kind: 'playbook', name: plan.playbook.name } : { kind: 'hand' };
  return { how, componentId, picks: picksOf(waves) };
}
