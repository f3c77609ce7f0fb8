import { ProviderError } from './error';

/** Passwords below this are too common to be hidden without garbling names. */
const SHORTEST_HIDDEN = 8;
/** What Prisma reads of an address and PostgreSQL's own clients refuse (Prisma, "PostgreSQL: arguments"). */
const OF_PRISMA = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer', 'socket_timeout', 'statement_cache_size'];

export interface PostgresAddress {
  /** As PostgreSQL's own clients take it. */
  url: string;
  host: string;
  /** Prisma's argument of that name. */
  schema: string | null;
}

/**
 * Reads an address as applications have it, and hands its password to `hide`. Errors: ProviderError `invalid_target` for
 * what is no such address, with nothing of it.
 */
export function postgresAddress(value: string, reference: string, hide: (secret: string) => void): PostgresAddress {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw new ProviderError('invalid_target', `${reference} holds no postgresql:// address: correct its value.`);
  for (const password of [url.password, decodeURIComponent(url.password)])
    if (password.length >= SHORTEST_HIDDEN) hide(password);
  const schema = url.searchParams.get('schema');
  for (const name of OF_PRISMA) url.searchParams.delete(name);
  return { url: url.href, host: url.hostname, schema };
}
