import type { RevisionRef } from '@/lib/domain/facts';
import { wavesOf } from './picks';
import type { Selection } from './use-selection';

/** What to prepare a plan for: wave after wave, those of one wave at the same time. */
export interface PlanWish {
  waves: { componentId: string; revision: RevisionRef }[][];
  /** The playbook that it came from, unchanged but for its targets. */
  playbook?: string;
  /** Automation that the plan shall not suspend first, and why. */
  leaveOut?: { resourceKey: string; reason: string }[];
  /** Components that stand still while the data goes back. */
  stopWriters?: string[];
}

/** Null until every component has its target. */
export function requestOf({
  how,
  picks,
  targets,
  componentId,
}: Pick<Selection, 'how' | 'picks' | 'targets' | 'componentId'>): PlanWish | null {
  const rows = how.kind === 'one' ? [{ componentId, together: false }] : picks;
  const chosen = rows.map(({ together }, index) => {
    const target = targets[index];
    if (!target?.chosen) return null;
    const { id, label, summary } = target.chosen;
    return { together, componentId: target.componentId, revision: { id, label, summary } };
  });
  const known = chosen.filter((row) => row !== null);
  if (known.length === 0 || known.length < rows.length) return null;
  const waves = wavesOf(known).map((wave) =>
    wave.map(({ componentId: id, revision }) => ({ componentId: id, revision })),
  );
  return { waves, ...(how.kind === 'playbook' ? { playbook: how.name } : {}) };
}
