import type { Command } from '@/lib/domain/command';
import type { Actor } from '@/lib/domain/facts';
import type { IncidentState } from '@/lib/domain/state';
import { execute } from '@/lib/log/execute';

export const WORKER: Actor = { kind: 'system', name: 'worker' };
export const SAMPLER: Actor = { kind: 'system', name: 'sampler' };
export const COURIER: Actor = { kind: 'system', name: 'courier' };
export const SCHEDULER: Actor = { kind: 'system', name: 'scheduler' };

/** The log refused what the worker wanted to record: the run moved on without it, or another worker holds it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly code: string) {
    super(`the log refused: ${code}`);
  }
}

/** Appends on behalf of a part of Repli; throws Refused. */
export async function record(incidentId: string, command: Command, actor: Actor): Promise<IncidentState> {
  const result = await execute(incidentId, command, actor);
  if (!result.ok) throw new Refused(result.refusal.code);
  return result.state;
}
