/** One setting on both sides. */
export interface Line {
  setting: string;
  before: string;
  after: string;
  /** Whether the restore can be told. */
  carried: boolean;
}

const shown = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return '–';
  if (Array.isArray(value) && value.length === 0) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export const line = (setting: string, before: unknown, after: unknown): Line => ({
  ...{ setting, before: shown(before), after: shown(after) },
  carried: true,
});
const lost = (setting: string, before: unknown, after: string): Line => ({
  ...{ setting, before: shown(before), after },
  carried: false,
});

/** What a restore cannot be told, each with Amazon's default; what says nothing is left out. */
export const lostOf = (list: readonly (readonly [setting: string, before: unknown, after: string])[]): Line[] =>
  list.filter(([, before]) => shown(before) !== '–').map(([setting, before, after]) => lost(setting, before, after));

const MAX_BYTES = 60 * 1024;

/** Side by side, as a unified diff in three parts. */
export function diffOf(from: string, lines: Line[], to: string): string {
  const part = (title: string, of: Line[], print: (each: Line) => string[]) =>
    of.length === 0 ? [] : [`@@ ${title} @@`, ...of.flatMap(print)];
  const changed = ({ setting, before, after }: Line) => [`-${setting}: ${before}`, `+${setting}: ${after}`];
  const carried = lines.filter((each) => each.carried);
  const text = [
    `--- ${from}`,
    `+++ restored from ${to}`,
    ...part(
      'differs',
      carried.filter(({ before, after }) => before !== after),
      changed,
    ),
    ...part(
      'cannot be carried',
      lines.filter((each) => !each.carried),
      changed,
    ),
    ...part(
      'same',
      carried.filter(({ before, after }) => before === after),
      ({ setting, before }) => [` ${setting}: ${before}`],
    ),
  ].join('\n');
  return text.slice(0, MAX_BYTES);
}

/** Names of settings that are otherwise than wanted. */
export const deviationsOf = (wanted: Record<string, unknown>, got: Record<string, unknown>): string[] =>
  Object.entries(wanted).flatMap(([setting, value]) => (isEqual(got[setting], value) ? [] : [setting]));

/** Amazon gives lists back in an order of its own, and so does it with members. */
const isEqual = (a: unknown, b: unknown) => shown(sorted(a)) === shown(sorted(b));
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(sorted(each))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
