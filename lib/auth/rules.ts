import type { Permission } from './permissions';

/** What a guarded function asks for: one permission, one that its input decides, or nothing, with the reason. */
export type Rule =
  | { kind: 'permission'; permission: Permission }
  | { kind: 'by_input' }
  | { kind: 'public'; why: string };

const rules = new WeakMap<object, Rule>();

/** Remembers the rule of a guarded function; a test reads it for every action and route there is. */
export function withRule<F extends object>(guarded: F, rule: Rule): F {
  rules.set(guarded, rule);
  return guarded;
}

/** The rule of a handler or action, or undefined when it was not made by `route`, `publicRoute` or `action`. */
export function ruleOf(guarded: object): Rule | undefined {
  return rules.get(guarded);
}
