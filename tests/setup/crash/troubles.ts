import { readState } from '@/lib/log/read-state';
import type { Fault } from '@/tests/contract/fixture';
import { until } from '../until';
import type { Boundary } from './boundaries';
import type { Staged } from './cell';
import type { WorkerProcess } from './worker-process';

/** The runs of one batch stand at their boundaries, each held by `victim`. */
export interface Scene {
  victim: WorkerProcess;
  staged: Staged[];
  restartPostgres(): Promise<void>;
  /** Resolves once the victim, left alone, has finished a run that starts now. */
  newWork(): Promise<void>;
}

export interface Trouble {
  name: string;
  /** A second worker is ready before the first is struck; the others must survive what strikes. */
  strikes: 'worker' | 'database' | 'provider';
  /** Whether it can change anything there: what is not called any more cannot fail. */
  means(boundary: Boundary): boolean;
  /** Strikes; when it resolves every run can go on. */
  strike(scene: Scene): Promise<void>;
  /** Once every run has ended: what the trouble held back comes to light. */
  afterwards?(scene: Scene): Promise<void>;
}

/** More than any provider's call may take. */
const CALL_WITHIN_MS = 100_000;

const release = (staged: Staged[], into?: Fault) => Promise.all(staged.map(({ standing }) => standing.release(into)));

const killed: Trouble = {
  name: 'kill -9 of the worker',
  strikes: 'worker',
  means: () => true,
  async strike({ victim, staged }) {
    await victim.kill();
    await release(staged);
  },
};

const asleep: Trouble = {
  name: 'a worker asleep until its claim is lost',
  strikes: 'worker',
  means: () => true,
  async strike({ victim, staged }) {
    victim.signal('SIGSTOP');
    await release(staged);
  },
  async afterwards({ victim, newWork }) {
    victim.signal('SIGCONT');
    await newWork();
  },
};

const restarted: Trouble = {
  name: 'PostgreSQL restarted',
  strikes: 'database',
  means: () => true,
  async strike({ staged, restartPostgres }) {
    await restartPostgres();
    await release(staged);
  },
};

/** Until the worker has given up on a call that was under way, or found out by itself what became of it. */
async function gaveUp(
  victim: WorkerProcess,
  { cell, world, rollback: { incidentId, stepIds } }: Staged,
): Promise<void> {
  const complaints = () => stepIds.flatMap((id) => victim.complaintsAbout(id)).length;
  await world.whenHeld?.();
  const before = complaints();
  await until(
    `${cell.provider} giving up on its call`,
    async () => complaints() > before || (await readState(incidentId))?.run?.steps[0]?.status !== 'intended',
    CALL_WITHIN_MS,
  );
}

const lateReply: Trouble = {
  name: 'a reply that does not come before the call times out, after the write was accepted',
  strikes: 'provider',
  means: ({ call }) => call === 'write',
  async strike({ victim, staged }) {
    await release(staged, 'lost_reply');
    await Promise.all(staged.map((one) => gaveUp(victim, one).finally(() => one.world.fault?.(null))));
  },
};

const refused = (name: string, fault: 'rate_limited' | 'unavailable'): Trouble => ({
  name,
  strikes: 'provider',
  means: ({ call }) => call !== null,
  async strike({ victim, staged }) {
    await release(staged, fault);
    const bite = ({ cell, rollback: { stepIds }, world }: Staged) =>
      until(
        `${cell.provider} being refused`,
        async () => stepIds.some((id) => victim.complaintsAbout(id).length > 0),
        CALL_WITHIN_MS,
      ).finally(() => world.fault?.(null));
    await Promise.all(staged.map(bite));
  },
});

export const TROUBLES: readonly Trouble[] = [
  killed,
  asleep,
  restarted,
  lateReply,
  refused('the provider answering 429', 'rate_limited'),
  refused('the provider answering 503', 'unavailable'),
];
