import { canonical } from './canonical';
import type { PlanStep } from './facts';

type Hashed = Pick<
  PlanStep,
  'componentId' | 'provider' | 'resourceKey' | 'to' | 'touchesData' | 'losses' | 'wave' | 'action' | 'holdMs'
>;

/**
 * What an approval binds to: targets and their order, the real things they are written to, and what will not be undone. Neither
 * step ids, "from" values nor estimates count: a plan that was only read again keeps its hash.
 * `sha256` maps a text to a digest; the caller brings it, as browsers and servers hash differently.
 */
export function planHash(steps: readonly Hashed[], sha256: (text: string) => string): string {
  return sha256(
    canonical(
      steps.map(({ componentId, provider, resourceKey, to, touchesData, losses, wave, action, holdMs }) => ({
        componentId,
        provider,
        resourceKey,
        to: to.id,
        touchesData,
        ...(wave === undefined ? {} : { wave }),
        ...(action ? { action } : {}),
        ...(holdMs ? { holdMs } : {}),
        losses: losses.map(({ code, text }) => ({ code, text })),
      })),
    ),
  );
}
