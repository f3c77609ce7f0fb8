import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { readEvents } from '@/lib/log/read';
import { CLAIM_MS } from '@/lib/runs/claim';
import { boundary } from '../setup/crash/boundaries';
import { type Cell, stage } from '../setup/crash/cell';
import { type ClaimHistory, recordClaims } from '../setup/crash/claims';
import { outcomeOf, undisturbed } from '../setup/crash/outcome';
import { makeStand, type Stand } from '../setup/crash/stand';
import { until } from '../setup/until';

const SKEWED_CLOCK = pathToFileURL(path.resolve(import.meta.dirname, '../setup/crash/skewed-clock.mjs')).href;
const TEN_MINUTES_MS = 600_000;
/** Workers look for runs that nobody holds every five seconds. */
const RIVAL_LOOKS_WITHIN_MS = 6_000;

let stand: Stand;
let claims: ClaimHistory;
beforeAll(async () => {
  stand = await makeStand();
  claims = await recordClaims(stand.databaseUrl);
});
afterAll(async () => {
  await claims?.end();
  await stand?.end();
});

const workerOff = (byMs: number) => stand.worker({ SKEWED_BY_MS: String(byMs) }, SKEWED_CLOCK);

/** Held in a call in one worker's hands while a rival is there; then the holder dies and the rival goes on. */
async function playWith(holderOffMs: number, rivalOffMs: number): Promise<void> {
  const cell: Cell = { provider: 'git', boundary: boundary('during convergence') };
  const beganMs = await claims.nowMs();
  const staged = await stage(stand, cell);
  const { incidentId, start } = staged.rollback;
  try {
    await start();
    const holder = await workerOff(holderOffMs);
    await staged.standing.arrived;
    await (await workerOff(rivalOffMs)).ready();
    const rivalMs = await claims.nowMs();
    // Each log is dated by its process's own clock.
    expect(Math.abs(holder.lastSaidMs() - rivalMs)).toBeGreaterThan(TEN_MINUTES_MS / 2);
    const renewed = await until('the holder renewing its claim beside its rival', async () => {
      const claim = await db().runClaim.findFirstOrThrow({ where: { incidentId } });
      return claim.expiresAt.getTime() > rivalMs + CLAIM_MS + RIVAL_LOOKS_WITHIN_MS && claim;
    });
    expect(renewed.fence).toBe(1);
    await holder.kill();
    await staged.standing.release();
    await stand.finished(incidentId);
    expect(await outcomeOf(staged)).toEqual(undisturbed(cell.provider));
    const times = (await readEvents(db(), incidentId)).map(({ at }) => Date.parse(at));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Math.floor(beganMs));
    expect(Math.max(...times)).toBeLessThanOrEqual(await claims.nowMs());
  } finally {
    await stand.killWorkers();
    await stand.leave(incidentId);
    await staged.world.close();
  }
}

describe('workers whose clocks are twenty minutes apart', () => {
  it.each([
    { holder: 'fast', rival: 'slow', aheadMs: TEN_MINUTES_MS },
    { holder: 'slow', rival: 'fast', aheadMs: -TEN_MINUTES_MS },
  ])('agree on who holds a run and when things happened, the holder $holder and its rival $rival', ({ aheadMs }) =>
    playWith(aheadMs, -aheadMs),
  );
});
