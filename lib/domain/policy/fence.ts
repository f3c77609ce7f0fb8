import { ms } from '../queries';
import type { Gate } from './gate';
import { refusal } from './refusals';

/** Only the worker that holds the run's claim now may say what the run did. */
export const fenced: Gate<{ fence: number }> = ({ claim, now }, { fence }) =>
  claim !== null && claim.fence === fence && ms(claim.expiresAt) > ms(now) ? null : refusal('fenced');
