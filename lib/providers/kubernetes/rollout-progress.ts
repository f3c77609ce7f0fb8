import type { Progress } from '../contract';
import type { Awaited } from './rollout-status';
import { type Told, toldText } from './tell';

interface Rollout {
  done: number;
  total: number;
  text: string;
  /** `uncounted`: what Kubernetes says is of the rollout before. */
  stage: Awaited['stage'] | 'uncounted';
  count: number;
  of: number;
}

/** How far a rollout is, and what keeps it. */
export function rolloutProgress(
  { done, total, text, stage, count, of }: Rollout,
  { paused, told }: { paused: boolean; told: Told },
): Progress {
  const hint = paused ? 'It was paused: resume it with kubectl rollout resume.' : '';
  return {
    kind: 'progress',
    done,
    total,
    code: 'rollout',
    params: {
      stage,
      count,
      of,
      paused: String(paused),
      told: told.words === '' ? 0 : 1,
      words: told.words,
      heldBy: told.heldBy ?? 'none',
    },
    text: [text, hint, toldText(told)].filter(Boolean).join(' '),
  };
}
