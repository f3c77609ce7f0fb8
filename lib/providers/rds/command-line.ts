import { quote } from '@/lib/net/shell';

/** Settings as options; tags are written apart. */
export const flags = ({ Tags: _tags, ...settings }: Record<string, unknown>): string[] =>
  Object.entries(settings).map(([member, value]) => flag(member, value));

/** `DBSubnetGroupName: 'x'` → `--db-subnet-group-name x`, as the command line derives its options from the API. */
export function flag(member: string, value: unknown): string {
  const name = member
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
  if (typeof value === 'boolean') return value ? `--${name}` : `--no-${name}`;
  const words = Array.isArray(value) ? value : [value];
  return `--${name} ${words.map((word) => quote(typeof word === 'object' ? pairs(word) : String(word))).join(' ')}`;
}

/** The shorthand of structures: `Name=coreCount,Value=4`. */
const pairs = (structure: object | null) =>
  Object.entries(structure ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/** The option with tags, and with one whose value the shell works out. */
export const tagFlag = (tags: { Key: string; Value: string }[], ...more: string[]): string =>
  `--tags ${[...tags.map(({ Key, Value }) => quote(`Key=${Key},Value=${Value}`)), ...more].join(' ')}`;
