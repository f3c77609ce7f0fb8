import { Refused } from './failure';
import type { Stored } from './objects';

/** Which objects a list or watch is about: label selectors (equality and set-based) and `metadata.name` as a field. */
export function matcherOf(query: URLSearchParams): (object: Stored) => boolean {
  const labels = requirements(query.get('labelSelector') ?? '').map(labelMatcher);
  const fields = requirements(query.get('fieldSelector') ?? '').map(fieldMatcher);
  return (object) => [...labels, ...fields].every((matches) => matches(object));
}

/** Splits at commas outside of parentheses. */
const requirements = (text: string): string[] => text.split(/,(?![^(]*\))/).filter((part) => part !== '');

function labelMatcher(requirement: string): (object: Stored) => boolean {
  const set = /^(\S+) (in|notin) \(([^)]*)\)$/.exec(requirement);
  if (set) {
    const [, key = '', operator, values = ''] = set;
    const wanted = values.split(',').map((value) => value.trim());
    return ({ metadata }) => wanted.includes(metadata.labels?.[key] ?? '') === (operator === 'in');
  }
  const [, key = '', operator, value = ''] = /^([^!=\s]+)(=|==|!=)(.*)$/.exec(requirement) ?? [];
  if (operator) return ({ metadata }) => (metadata.labels?.[key] === value) === (operator !== '!=');
  if (/^!?[\w./-]+$/.test(requirement))
    return ({ metadata }) => requirement.replace('!', '') in (metadata.labels ?? {}) !== requirement.startsWith('!');
  throw new Refused(400, 'BadRequest', `unable to parse requirement: ${requirement}`);
}

function fieldMatcher(requirement: string): (object: Stored) => boolean {
  const [field, name] = requirement.split('=');
  if (field !== 'metadata.name') throw new Refused(400, 'BadRequest', `field label not supported: ${field}`);
  return ({ metadata }) => metadata.name === name;
}
