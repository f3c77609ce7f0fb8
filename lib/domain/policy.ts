/** What `decide` and the texts need of the policy; buttons ask `policy/availability`. */
export { notFrozen } from './policy/freeze';
export { askerOf, type CommandOf, type GateContext, gateContext } from './policy/gate';
export { firstRefusal, isGated } from './policy/gates';
export { asksTheTeam, teamAsked } from './policy/objection';
export { REFUSALS, refusal } from './policy/refusals';
export * from './policy/rules';
