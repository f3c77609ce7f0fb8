import { PostgresRefusal } from '@/lib/net/guarded-postgres';
import { ProviderError, type ProviderErrorCode } from '../error';

/** SQLSTATE by its beginning: PostgreSQL, appendix A "Error Codes". The first one that fits counts. */
const CODES: readonly [RegExp, ProviderErrorCode, string][] = [
  [/^28|^42501$/, 'auth', 'correct its user, password or rights'],
  [/^3D000$/, 'not_found', 'correct the name of the database in its address'],
  [/^55P03$/, 'unavailable', 'a lock that it needs is held by others: end what holds it, or try again'],
  [/^40/, 'unavailable', 'others wrote at the same time: try again'],
  [/^53/, 'rate_limited', 'it has no room for now: try again in a moment'],
  [/^57P|^08|^58/, 'unavailable', 'try again, and look at the server if it persists'],
  [/^57014$/, 'failed', 'a statement took longer than statementTimeoutSeconds allows'],
  [/^42P01$/, 'not_found', 'apply a migration with Prisma first, or correct the schema in its address'],
];

/** What the database or the network said, as one of ours. `what` was being done when it came. */
export function databaseError(error: unknown, name: string, what: string, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error;
  if (signal.aborted) return stopped(name, what, signal);
  const message = error instanceof Error ? error.message : String(error);
  // Never pg's own error: it may hold the query and its values.
  const cause = new Error(message);
  if (error instanceof PostgresRefusal) {
    const [, code = 'failed', advice = 'read what it says, correct the cause, then make a new plan'] =
      CODES.find(([pattern]) => pattern.test(error.code)) ?? [];
    const said = `${name} refused while ${what}: ${message} (${error.code})`;
    return new ProviderError(code, `${said}. What to do: ${advice}.`, { cause });
  }
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^E[A-Z_]+$/.test(code))
    return new ProviderError(
      'unavailable',
      `${name} cannot be reached (${code}): try again, then look at the server.`,
      {
        cause,
      },
    );
  return new ProviderError('failed', `${name} could not be used while ${what}: ${message}.`, { cause });
}

function stopped(name: string, what: string, { reason }: AbortSignal): ProviderError {
  const late = reason instanceof Error && reason.name === 'TimeoutError';
  const fate = late ? 'did not answer before the deadline' : 'was stopped';
  return new ProviderError(
    'timeout',
    `${name} ${fate} while ${what}: try again, and look at the server if it persists.`,
    {
      cause: reason,
    },
  );
}
