import { db } from '@/lib/db/client';
import { until } from '../until';
import { type Cell, type Staged, stage } from './cell';
import type { Batch } from './matrix';
import { type Outcome, outcomeOf } from './outcome';
import { makeSpare } from './spare';
import type { Stand } from './stand';
import type { WorkerProcess } from './worker-process';

/** What came of each cell: an outcome, or the error that kept it from having one. */
export type Fates = Map<Cell, Outcome | Error>;

export interface Staging {
  /** The worker that the trouble strikes, and the one that takes over from it. */
  victim(): Promise<WorkerProcess>;
  successor(): Promise<WorkerProcess>;
  restartPostgres(): Promise<void>;
}

/**
 * Plays one batch: the runs come to their boundaries side by side in the hands of one worker, the trouble strikes them
 * all, and each is followed to its end. One cell's error leaves the others alone.
 */
export async function play(stand: Stand, { trouble, cells }: Batch, staging: Staging): Promise<Fates> {
  const fates: Fates = new Map();
  const staged = await Promise.all(cells.map((cell) => stage(stand, cell)));
  const spare = trouble.afterwards ? await makeSpare(stand, cells[0]?.provider ?? 'git') : null;
  let well = staged;
  /** One that fails is left out from then on. */
  const each = async (work: (one: Staged) => Promise<unknown>) => {
    const failed = (one: Staged) => (cause: unknown) => fates.set(one.cell, failureOf(stand, one, cause));
    await Promise.all(well.map((one) => work(one).catch(failed(one))));
    well = well.filter(({ cell }) => !(fates.get(cell) instanceof Error));
  };
  try {
    await each(({ rollback }) => rollback.start());
    const victim = await staging.victim();
    const coming = trouble.strikes === 'worker' ? successorOf(well, staging.successor) : null;
    await each(({ standing }) => standing.arrived);
    const second = await coming;
    const newWork = async () => {
      await second?.kill();
      await spare?.run().catch((cause) => {
        throw new Error(
          `the worker did no new work${victim.hasEnded() ? ', it has ended' : ''}:\n${victim.output().slice(-4_000)}`,
          { cause },
        );
      });
    };
    // What is struck while it starts ends with the reason, for whoever keeps it to start it again.
    await victim.ready();
    const scene = { victim, staged: well, restartPostgres: staging.restartPostgres, newWork };
    await trouble.strike(scene);
    await each(({ rollback }) => stand.finished(rollback.incidentId));
    await trouble.afterwards?.(scene);
    if (trouble.strikes !== 'worker' && victim.hasEnded()) throw new Error(`the worker ended:\n${victim.output()}`);
    await each(async (one) => fates.set(one.cell, await outcomeOf(one)));
    return fates;
  } finally {
    await stand.killWorkers();
    await stand.gates.openAll();
    for (const { rollback } of staged) await stand.leave(rollback.incidentId);
    for (const { world } of [...staged, ...(spare ? [spare] : [])]) await world.close();
  }
}

/** A second worker that is ready, and came after the first had all the runs. */
async function successorOf(staged: Staged[], start: Staging['successor']): Promise<WorkerProcess> {
  const incidentId = { in: staged.map(({ rollback }) => rollback.incidentId) };
  const isClaimed = async () => (await db().runClaim.count({ where: { incidentId } })) === staged.length;
  await until('every run being claimed', isClaimed, 90_000);
  const worker = await start();
  await worker.ready();
  return worker;
}

function failureOf(stand: Stand, { rollback: { stepIds } }: Staged, cause: unknown): Error {
  const said = stepIds.flatMap((stepId) => stand.complaintsAbout(stepId)).join('\n');
  return new Error(`${cause instanceof Error ? cause.message : cause}\nWorkers said:\n${said}`, { cause });
}
