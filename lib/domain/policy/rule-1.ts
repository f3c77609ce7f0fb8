import type { Refusal } from '../context';
import { decidingChecks } from '../queries';
import type { GateContext } from './gate';
import { refusal } from './refusals';

/**
 * Rule 1: no run without a verification plan. Way through: a URL or a manual check is added in the room in one line;
 * for urgent incidents a manual one suffices.
 */
export function verificationPlanned({ state }: GateContext): Refusal | null {
  const checks = decidingChecks(state);
  if (checks.length === 0) return refusal('no_verification_plan');
  const automatic = checks.some((check) => !check.manual);
  return automatic || state.class === 'urgent' ? null : refusal('automatic_check_missing');
}
