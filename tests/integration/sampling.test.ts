import { afterAll, beforeAll, expect, it } from 'vitest';
import { act } from '@/lib/incidents/act';
import { readState } from '@/lib/log/read-state';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

/** More than a worker takes of any queue at once. */
const OPEN = 20;
let world: World;
let worker: Worker;

beforeAll(async () => {
  world = await makeWorld({ windowSeconds: 3_600, intervalSeconds: 1 });
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
  await world?.end();
});

/** An incident whose fix was made elsewhere, and which nobody closes. */
async function leaveInVerification(): Promise<string> {
  const incidentId = await world.declare();
  for (const command of [
    { type: 'decision.take', decision: 'fix_forward', reason: 'Mended already' },
    {
      type: 'message.mark_sent',
      messageId: 'told',
      kind: 'start',
      locale: 'en',
      body: 'Mending it.',
      where: 'the phone',
    },
    { type: 'fix.apply', note: 'Restarted it' },
  ] as const) {
    const done = await act(incidentId, command, world.commander);
    if (!done.ok) throw new Error(done.error.code);
  }
  return incidentId;
}

it('looks at the checks of every incident, however many are left in verification', async () => {
  const incidents: string[] = [];
  for (let n = 0; n < OPEN; n++) incidents.push(await leaveInVerification());
  const verdictOf = async (incidentId: string) => (await readState(incidentId))?.checks[0]?.verdict;
  for (const incidentId of incidents) {
    await until('a first look at its checks', async () => (await verdictOf(incidentId)) !== 'unknown');
  }
  expect(await Promise.all(incidents.map(verdictOf))).toEqual(incidents.map(() => 'fail'));
});
