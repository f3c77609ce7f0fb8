import { ProviderError } from '../error';
import type { Rds } from './client';
import type { Database } from './database';
import { CURRENT_SINCE, LINEAGE, tagOf } from './tags';

/** All databases of one component: the configured one and what was restored from it. */
export interface Lineage {
  members: Database[];
  /** The one that the application is meant to use. */
  current: Database;
}

export const isThere = ({ stage }: Database): boolean => stage === 'there';

/** Errors: `not_found` without the configured database, `invalid_target` for what Repli cannot restore. */
export async function readLineage(rds: Rds, signal: AbortSignal): Promise<Lineage> {
  const { base, kind, name } = rds;
  const members = await kind.list(rds, (id, tags) => id === base || tagOf({ tags }, LINEAGE) === base, signal);
  const current = members.filter(isThere).sort(byDesignation(base))[0];
  if (!current) throw new ProviderError('not_found', `Amazon has no ${name}: correct the component in the catalogue.`);
  kind.requireRestorable(rds, current);
  return { members, current };
}

/** The latest first; without any designation the configured one. */
const byDesignation = (base: string) => (a: Database, b: Database) =>
  sinceOf(b).localeCompare(sinceOf(a)) || Number(b.id === base) - Number(a.id === base);

export const sinceOf = (database: Database): string => tagOf(database, CURRENT_SINCE) ?? '';
