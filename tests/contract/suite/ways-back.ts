import { inspect } from 'node:util';
import { expect, vi } from 'vitest';
import type { Provider } from '@/lib/providers/contract';
import { allRevisions, errorOf, KEY, type PromiseOf, type Subject, soon, watchToEnd } from './subject';

/** Checkpoints, undo, and what may never be seen. */
export function waysBack(provider: Provider, on: Subject, promise: PromiseOf): void {
  if (provider.capabilities.checkpoint) {
    promise('sets one checkpoint for one key, and not over a deployment that slipped in', async () => {
      const plan = await on.connection.plan((await on.earlier()).id, soon());
      const first = await on.connection.checkpoint?.(plan, KEY, soon());
      const after = await on.world.everything();
      const second = await on.world.connect().checkpoint?.(plan, KEY, soon());
      expect(second?.id).toBe(first?.id);
      expect(await on.world.everything()).toBe(after);
      await on.world.deploySlipsIn();
      expect((await errorOf(on.connection.checkpoint?.(plan, 'run-2.step-1', soon()) ?? Promise.resolve())).code).toBe(
        'conflict',
      );
    });
  }

  if (provider.capabilities.undo) {
    promise('leads back to the content of the checkpoint', async () => {
      const before = await on.connection.current(soon());
      const plan = await on.connection.plan((await on.earlier()).id, soon());
      const checkpoint = await on.connection.checkpoint?.(plan, KEY, soon());
      await watchToEnd(on.connection, await on.connection.start(plan, KEY, soon()), plan);
      if (!checkpoint || !on.connection.undo) throw new Error('declared and not there');
      const back = await on.connection.undo(JSON.parse(JSON.stringify(checkpoint)), soon());
      await watchToEnd(on.connection, await on.connection.start(back, 'run-1.undo', soon()), back);
      const now = await on.connection.current(soon());
      expect(await on.world.contentOf(now.id)).toBe(await on.world.contentOf(before.id));
    });
  }

  promise('never shows a secret: not in a plan, an operation, an error, a log or a trace', async () => {
    const written: unknown[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      });
    }
    const shown: unknown[] = [await allRevisions(on.connection, 10), await on.connection.readiness(soon())];
    const plan = await on.connection.plan((await on.earlier()).id, soon());
    shown.push(plan, await on.connection.checkpoint?.(plan, KEY, soon()));
    const operation = await on.connection.start(plan, KEY, soon());
    shown.push(operation, await watchToEnd(on.connection, operation, plan));
    shown.push(await errorOf(on.connection.plan(on.world.unknownRevision, soon())));
    for (const fault of ['auth_refused', 'unavailable'] as const) {
      if (on.world.faults?.includes(fault) === false) continue;
      await on.world.fault?.(fault);
      if (on.world.fault)
        shown.push(await errorOf(on.connection.current(soon())), await on.connection.readiness(soon()));
    }
    await on.world.fault?.(null);
    vi.restoreAllMocks();
    const text =
      inspect([shown, written], { depth: 20, showHidden: true, maxStringLength: null }) + (await on.world.traces());
    for (const secret of on.world.secrets) expect(text.includes(secret), 'a secret is visible').toBe(false);
  });
}
