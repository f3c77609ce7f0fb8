import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Batch, everyBatch, shortBatch } from './matrix';
import { undisturbed } from './outcome';
import { makeOwnPostgres, type OwnPostgres } from './own-postgres';
import { type Fates, play } from './play';
import { makeStand, type Stand } from './stand';
import { TROUBLES, type Trouble } from './troubles';

/** `npm run test:crash` plays every cell; otherwise each trouble meets each provider once. */
const isFull = process.env.REPLI_CRASH_MATRIX === 'full';

/** The part of the crash matrix with these troubles, one test a cell. */
export function describeMatrix(isWanted: (trouble: Trouble) => boolean): void {
  const troubles = TROUBLES.filter(isWanted);
  let postgres: OwnPostgres | undefined;
  let stand: Stand;
  beforeAll(async () => {
    if (troubles.some(({ strikes }) => strikes === 'database')) postgres = await makeOwnPostgres();
    stand = await makeStand(postgres);
  });
  afterAll(() => stand?.end());
  const restartPostgres = async () => {
    postgres?.stop();
    await postgres?.start();
    await stand.gates.reconnect();
  };
  describe.each(troubles)('$name', (trouble) => {
    const batches = isFull ? everyBatch(trouble) : [shortBatch(trouble)];
    for (const batch of batches) {
      const worker = () => stand.worker();
      describeBatch(batch, () => play(stand, batch, { victim: worker, successor: worker, restartPostgres }));
    }
  });
}

function describeBatch({ cells }: Batch, start: () => Promise<Fates>): void {
  describe(`at ${cells.map(({ boundary }) => boundary.name).join(', ')}`, () => {
    let fates: Fates;
    beforeAll(async () => {
      fates = await start();
    });
    for (const cell of cells) {
      it(`${cell.provider} ${cell.boundary.name}: one write, and the run ends as if nothing had happened`, () => {
        const fate = fates.get(cell);
        if (fate instanceof Error) throw fate;
        expect(fate).toEqual(undisturbed(cell.provider));
      });
    }
  });
}
