/** The ten hard rules of Repli, one a file, each with its way through. */
export { verificationPlanned } from './rule-1';
export { startMessageOut } from './rule-2';
export { windowHeld } from './rule-3';
export { doubtsAcknowledged } from './rule-4';
export { planFresh } from './rule-5';
export { mayTakeOver, resourcesFree } from './rule-6';
export { secondPerson } from './rule-7';
export { lossesAcknowledged } from './rule-8';
export { hideSecrets, withoutSecrets } from './rule-9';
export { redactedByAdmin } from './rule-10';

/** Each rule by its number and the function that enforces it; `npm run test:mutants` disables them one by one. */
export const HARD_RULES = [
  { number: 1, name: 'verificationPlanned' },
  { number: 2, name: 'startMessageOut' },
  { number: 3, name: 'windowHeld' },
  { number: 4, name: 'doubtsAcknowledged' },
  { number: 5, name: 'planFresh' },
  { number: 6, name: 'resourcesFree' },
  { number: 7, name: 'secondPerson' },
  { number: 8, name: 'lossesAcknowledged' },
  { number: 9, name: 'withoutSecrets' },
  { number: 10, name: 'redactedByAdmin' },
] as const;
