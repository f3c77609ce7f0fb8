import type { Command } from '@/lib/domain/command';
import { WORKER } from './people';
import type { World } from './world';

/** A step of the run `run-1` from its checkpoint until its platform has settled, as the worker reports it. */
export function carryOut(world: World, stepId: string): World {
  const ref = { runId: 'run-1', fence: 1, stepId };
  const work: Command[] = [
    { type: 'step.checkpoint', ...ref, checkpointId: stepId, evidence: '', checkpoint: {} },
    { type: 'step.intend', ...ref, key: stepId },
    { type: 'step.request', ...ref, operationId: stepId, evidence: '', operation: {} },
    { type: 'step.converge', ...ref, evidence: '' },
  ];
  for (const command of work) world.must(command, WORKER);
  return world;
}
