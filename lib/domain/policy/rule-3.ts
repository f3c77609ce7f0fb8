import type { Facts, Refusal } from '../context';
import { decidingChecks, ms } from '../queries';
import type { CheckState, IncidentState } from '../state';
import type { GateContext } from './gate';
import { refusal } from './refusals';

/** How long a deciding check has held since convergence, in ms; null when it does not hold now. */
function heldMs(state: IncidentState, check: CheckState, facts: Pick<Facts, 'now' | 'sampled'>): number | null {
  const startedMs = Math.max(ms(state.convergedAt ?? facts.now), ms(state.windowStartedAt ?? facts.now));
  // An answer given before convergence was forgotten on convergence, so a pass here was given after it.
  if (check.manual) return check.verdict === 'pass' ? ms(facts.now) - startedMs : null;
  const sampled = facts.sampled[check.id];
  if (sampled?.verdict !== 'pass' || check.verdict !== 'pass') return null;
  const lastMs = ms(sampled.lastAt);
  if (ms(facts.now) - lastMs > 2 * state.settings.stability.intervalMs) return null;
  return lastMs - Math.max(startedMs, ms(sampled.continuousSince));
}

/**
 * Rule 3: no recovery before the required checks held for the whole stability window, which starts after convergence.
 * A dead sampler never looks green: time counts up to the last sample, and a last sample older than two intervals
 * counts for nothing. Ways through: a check that cannot be asked is waived, or a person declares recovery by hand;
 * both with a reason, and at least one required check must be left for recovery to come by itself.
 */
export function windowHeld({ state, now, sampled }: GateContext): Refusal | null {
  const { windowMs } = state.settings.stability;
  const held = decidingChecks(state).map((check) => heldMs(state, check, { now, sampled }) ?? 0);
  const shortestMs = held.length === 0 ? 0 : Math.min(...held);
  if (held.length > 0 && shortestMs >= windowMs) return null;
  return refusal('window_not_held', { seconds: Math.max(1, Math.ceil((windowMs - shortestMs) / 1000)) });
}
