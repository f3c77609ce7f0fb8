import { afterAll, beforeAll, expect, it } from 'vitest';
import { boundary } from '../setup/crash/boundaries';
import { stage } from '../setup/crash/cell';
import { outcomeOf, undisturbed } from '../setup/crash/outcome';
import { makeOwnPostgres, type OwnPostgres } from '../setup/crash/own-postgres';
import { makeStand, type Stand } from '../setup/crash/stand';
import { startWeb, type WebProcess } from '../setup/crash/web-process';
import { until } from '../setup/until';

let postgres: OwnPostgres;
let stand: Stand;
let web: WebProcess;
beforeAll(async () => {
  postgres = await makeOwnPostgres();
  stand = await makeStand(postgres);
  web = await startWeb();
});
afterAll(async () => {
  await web?.stop();
  await stand?.end();
});

const health = async (status: number) => {
  const answer = await web.get('/api/health').catch(() => null);
  return answer?.status === status && answer;
};

it('makes runs wait while PostgreSQL is away, says so on the web, and goes on when it is back', async () => {
  const staged = await stage(stand, { provider: 'git', boundary: boundary('during convergence') });
  const { incidentId, start } = staged.rollback;
  const room = `/api/incidents/${incidentId}/snapshot`;
  await start();
  const worker = await stand.worker();
  await staged.standing.arrived;

  postgres.stop();
  const away = await until('the web saying that the database is away', () => health(503));
  expect(JSON.parse(away.body)).toEqual({ status: 'database_unreachable' });
  const refused = await web.get(room);
  expect(refused.status).toBe(503);
  expect(JSON.parse(refused.body)).toEqual({ ok: false, error: { code: 'database_away' } });
  // Longer than the claim: whoever held the run has lost it by then, and says so.
  await until('the worker giving its claim up', async () => /without this worker|not renewed/.test(worker.output()));
  expect([worker.hasEnded(), web.hasEnded()]).toEqual([false, false]);

  await postgres.start();
  await stand.gates.reconnect();
  await staged.standing.release();
  await until('the web being well again', () => health(200));
  await stand.finished(incidentId);
  expect((await web.get(room)).status).toBe(200);
  expect(await outcomeOf(staged)).toEqual(undisturbed('git'));
  expect([worker.hasEnded(), web.hasEnded()]).toEqual([false, false]);
  await staged.world.close();
});
