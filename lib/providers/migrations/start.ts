import type { Operation, ProviderPlan } from '../contract';
import { carryOut } from './change';
import type { Database } from './database';
import { readWrite } from './write';

/** One transaction, once for a key. Errors: those of `carryOut`; nothing is changed then. */
export async function start(
  database: Database,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Operation> {
  const write = readWrite(plan);
  const outcome = await carryOut(database, write, { key, dryRun: false }, signal);
  const verb = { down: 'taken back', up: 'applied again' }[write.mode];
  const found = outcome === 'found' ? ' by an earlier attempt of this run' : '';
  return {
    id: `${write.mode}:${write.to}`,
    evidence: `In one transaction, ${write.steps.map(({ name }) => name).join(', ')} ${write.steps.length === 1 ? 'was' : 'were'} ${verb}${found}, with their rows in the ledger.`,
    data: { to: write.to },
  };
}
