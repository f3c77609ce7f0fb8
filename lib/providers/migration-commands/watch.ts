import { z } from 'zod';
import type { Operation, Progress, ProviderPlan } from '../contract';
import { lastLines } from './failure';
import { movedOn, standing } from './start';
import { readStatus } from './status';
import type { Tool } from './tool';
import { endsOf, readWrite } from './write';

/** What `start` leaves in the log where the status is not read. */
const shownSchema = z.object({ after: z.string() });

/** Reads the status once more: the commands have ended. Error: `conflict` when it is no longer what they came to. */
export async function* watch(
  tool: Tool,
  operation: Operation,
  plan: ProviderPlan,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const write = readWrite(plan);
  if (write.mode === 'one-down') {
    const status = await readStatus(tool, signal);
    if (status.digest !== shownSchema.parse(operation.data).after) throw movedOn();
    yield { kind: 'converged', evidence: `The status says: ${lastLines(status.text)}` };
    return;
  }
  if ((await standing(tool, write, signal)) !== endsOf(write).after) throw movedOn();
  yield { kind: 'converged', evidence: `By its status, the newest applied migration is ${write.to}.` };
}
