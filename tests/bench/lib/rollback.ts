import { machineMs } from './clock';
import type { Platform } from './platform';

/** What one rollback cost, from the press (of a script: its first call) on. */
export interface Rollback {
  /** Machine clock: when whoever asked for it began, and knew that the platform is on the target. */
  beganMs: number;
  toldMs: number;
  tookMs: number;
  /** That reached the platform's API. */
  calls: number;
}

/** Watches an incident's room; `told` answers when a client had parsed that the step converged. */
export interface RoomClient {
  enter(incidentId: string): Promise<void>;
  told(incidentId: string): Promise<number>;
}

/** Through the console, whose plan is on the table already; the plan's calls count. */
export async function byConsole(platform: Platform, client?: RoomClient): Promise<Rollback> {
  const target = await platform.otherRevision();
  const calls = await countCalls(platform);
  const { incidentId, press } = await platform.ready(target);
  await client?.enter(incidentId);
  const beganMs = machineMs();
  await press();
  await platform.finished(incidentId);
  const tookMs = machineMs() - beganMs;
  return { beganMs, tookMs, calls: await calls(), toldMs: (await client?.told(incidentId)) ?? Number.NaN };
}

/** The provider's own calls in a script: plan, start and watch, no journal, no checks, nobody who looks on. */
export async function byScript(platform: Platform): Promise<Rollback> {
  const { connection, otherRevision } = platform;
  const target = await otherRevision();
  const calls = await countCalls(platform);
  const options = { signal: AbortSignal.timeout(60_000) };
  const beganMs = machineMs();
  const plan = await connection.plan(target, options);
  const operation = await connection.start(plan, `bench.${beganMs}`, options);
  for await (const progress of connection.watch(operation, plan, options)) if (progress.kind === 'converged') break;
  const toldMs = machineMs();
  return { beganMs, toldMs, tookMs: toldMs - beganMs, calls: await calls() };
}

async function countCalls({ control }: Platform): Promise<() => Promise<number>> {
  const before = (await control.log()).length;
  return async () => (await control.log()).length - before;
}
