/**
 * JSON with the keys of every object in order, so that the same value always gives the same bytes.
 * Throws a TypeError for what JSON cannot hold (bigint, cycles).
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) => (isPlainObject(held) ? sorted(held) : held));
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function sorted(object: Record<string, unknown>): Record<string, unknown> {
  // fromEntries keeps a key named __proto__ as data, where an assignment would not.
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
