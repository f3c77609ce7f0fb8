import { z } from 'zod';
import type { Operation, Progress } from '../contract';
import type { Database } from './database';
import { readLedger } from './ledger';
import { movedOn } from './plan';

/** What `start` leaves in the log. */
const operationSchema = z.object({ to: z.string() });

/** Reads the ledger once: the transaction has ended. Error: `conflict` when another migration is the newest. */
export async function* watch(database: Database, operation: Operation, signal: AbortSignal): AsyncGenerator<Progress> {
  const { to } = operationSchema.parse(operation.data);
  const ledger = await readLedger(database, signal);
  const { current } = ledger;
  if (current.name !== to || current.state === 'failed') throw movedOn(database, to, ledger);
  yield { kind: 'converged', evidence: `The newest migration in the ledger is ${to}, applied ${current.at}.` };
}
