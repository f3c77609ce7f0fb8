import { PostgresRefusal, readPostgres } from '@/lib/net/guarded-postgres';
import { type Asking, answer, UnaskableError } from '../answer';
import { type CheckResult, defineCheck } from '../contract';
import { expectedText, type PostgresConfig, postgresConfigSchema, psqlCommand } from './config';
import { judge } from './judge';

/** PostgreSQL's protocols (PostgreSQL, "Connection URIs"). */
const ADDRESS = /^postgres(?:ql)?:\/\//;
/**
 * What its users would see as well (PostgreSQL, appendix A "Error Codes"): too slow, no connection left, or shutting
 * down or starting. Classes 53 and 58: it has run out of something, or the system under it fails.
 */
const SERVICE_FAILS = /^(?:57014|57P0[1235]|53...|58...|XX...)$/;

/**
 * Connects to PostgreSQL and compares the answer to a query, in a transaction that cannot write. `fail`: refused,
 * dropped, silent, too slow, out of connections, or another answer. `error`: the login or the query is refused, several
 * rows, or an address that cannot be reached from here.
 */
export const postgres = defineCheck({
  id: 'postgres',
  label: 'PostgreSQL',
  config: postgresConfigSchema,
  manual: false,
  command: psqlCommand,
  expected: expectedText,
  ask: (config, context) => answer(context, { ...config, unreachable: 'fail' }, (asking) => ask(config, asking)),
});

async function ask(config: PostgresConfig, { secrets, signal }: Asking): Promise<Omit<CheckResult, 'latencyMs'>> {
  const url = await secrets.read(config.url);
  if (!ADDRESS.test(url) || !URL.canParse(url)) throw new UnaskableError(`${config.url} holds no postgres:// address`);
  const { password } = new URL(url);
  for (const part of [password, decodeURIComponent(password)]) if (part !== '') secrets.hide(part);
  const { query, timeoutMs } = config;
  try {
    return judge(config, await readPostgres(url, { query, maxRows: 2, timeoutMs, signal }));
  } catch (error) {
    if (!(error instanceof PostgresRefusal)) throw error;
    if (SERVICE_FAILS.test(error.code)) return { verdict: 'fail', observed: `${error.message} (${error.code})` };
    throw new UnaskableError(`refused: ${error.message} (${error.code})`);
  }
}
