import { db } from '@/lib/db/client';
import { until } from '@/tests/setup/until';
import type { ClientsQuestion, Receipts } from '../sse-clients';
import { startHelper } from './helper';
import { SESSION_COOKIE } from './people';
import type { RoomClient } from './rollback';
import type { Stage } from './stage';

/** One live client of the console, in a process of its own. */
export function openRoomClient(stage: Stage): RoomClient & { stop(): Promise<void> } {
  const helper = startHelper<ClientsQuestion, Receipts>('sse-clients.ts');
  const cookie = `${SESSION_COOKIE}=${stage.people[0]}`;
  let receipts: Receipts = [];
  return {
    async enter(incidentId) {
      await helper.ask({ close: true });
      receipts = [];
      const url = `${stage.console.url}/api/incidents/${incidentId}/stream?after=0`;
      await helper.ask({ open: [{ url, cookie }] });
    },
    async told(incidentId) {
      const where = { incidentId, type: 'step.converged' };
      const { seq } = await db().event.findFirstOrThrow({ where, select: { seq: true } });
      return until('the message about the end', async () => {
        receipts.push(...(await helper.ask({ take: true })));
        return receipts.find(({ id }) => id === seq)?.atMs;
      });
    },
    stop: () => helper.stop(),
  };
}
