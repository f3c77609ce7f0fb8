import type { RestorePoint } from './restore-points';

/** Whether the data is of another major version, whose parameter and option groups are others. */
export function isOtherMajor(engine: string | undefined, version: string | undefined, { of }: RestorePoint): boolean {
  return majorOf(engine, of.EngineVersion) !== majorOf(engine, version);
}

/** PostgreSQL counts major versions in its first number, the others in the first two. */
function majorOf(engine = '', version = ''): string {
  return version
    .split('.')
    .slice(0, engine.includes('postgres') ? 1 : 2)
    .join('.');
}

/** Without members that say nothing: JSON has no undefined, and Amazon takes an empty list for a wish. */
export function clean<T extends object>(members: Partial<Record<keyof T, unknown>>): T {
  const said = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(said) as T;
}
