import type { PostgresValue } from '@/lib/net/guarded-postgres';
import { UnaskableError } from '../answer';
import { hasBound, isWithin } from '../bounds';
import type { CheckResult } from '../contract';
import { oneLine } from '../text';
import { expectedText, type PostgresConfig } from './config';

const SHOWN_VALUE = 100;
/** As `psql` shows them. */
const BOOLEANS: Record<string, string> = { true: 't', false: 'f' };

/** Compares the first column of the only row with what is expected. */
export function judge(
  config: PostgresConfig,
  rows: readonly (readonly PostgresValue[])[],
): Omit<CheckResult, 'latencyMs'> {
  if (rows.length > 1) throw new UnaskableError('the query gives several rows: let it give one');
  const value = rows[0]?.[0];
  if (value === undefined) return { verdict: 'fail', observed: `no row, wanted ${expectedText(config)}` };
  const shown = value === null ? 'NULL' : oneLine(value, SHOWN_VALUE);
  if (isExpected(config, value)) return { verdict: 'pass', observed: shown };
  return { verdict: 'fail', observed: `${shown}, wanted ${expectedText(config)}` };
}

function isExpected(config: PostgresConfig, value: PostgresValue): boolean {
  if (hasBound(config)) return value !== null && value.trim() !== '' && isWithin(Number(value), config);
  const { equals } = config;
  if (equals === undefined) return value === '1';
  if (equals === null || value === null) return value === equals;
  if (typeof equals === 'number') return value.trim() !== '' && Number(value) === equals;
  return value === (typeof equals === 'boolean' ? BOOLEANS[String(equals)] : equals);
}
