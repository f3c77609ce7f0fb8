import { expect } from 'vitest';
import type { ProviderPlan } from '@/lib/providers/contract';
import { KEY, type PromiseOf, type Subject, soon, watchToEnd } from './subject';

/** What can be stopped while data goes back. */
export function standstill(on: Subject, promise: PromiseOf): void {
  promise(
    'stops what runs, takes a rollback meanwhile, and brings back as much as there was, each by one write',
    async () => {
      const { connection, world } = on;
      if (world.alwaysRuns) return expect(connection.standstill).toBeUndefined();
      const target = await on.earlier();
      const untouched = await world.everything();
      const both = await connection.standstill?.(soon());
      if (!both) throw new Error('nothing runs in this world');
      expect(await world.everything()).toBe(untouched);
      const carryOut = async (plan: ProviderPlan, key: string) => {
        const seen = await watchToEnd(world.connect(), await world.connect().start(plan, key, soon()), plan);
        expect(seen.at(-1)?.kind).toBe('converged');
      };
      const point = await connection.checkpoint?.(both.stop, KEY, soon());
      const writes = await world.writes();
      await carryOut(both.stop, KEY);
      await carryOut(both.stop, KEY);
      expect(await connection.standstill?.(soon())).toBeNull();
      expect(await connection.checkpoint?.(both.stop, KEY, soon())).toEqual(point);
      expect((await world.writes()) - writes).toBe(1);
      const restore = async () => {
        if (!point || !connection.restore) throw new Error('stopped for good');
        return connection.restore(JSON.parse(JSON.stringify(point)), soon());
      };
      await carryOut(await connection.plan(target.id, soon()), 'run-1.step-2');
      const rolledBack = await world.writes();
      const back = await restore();
      expect(back.to).toEqual(both.resume.to);
      await carryOut(back, 'run-1.step-3');
      await carryOut(await restore(), 'run-1.step-3');
      expect((await world.writes()) - rolledBack).toBe(1);
      const now = await connection.current(soon());
      expect(await world.contentOf(now.id)).toBe(await world.contentOf(target.id));
      expect((await connection.standstill?.(soon()))?.stop.from).toEqual(both.stop.from);
    },
  );
}
