import { expect } from 'vitest';
import { ProviderError } from '@/lib/providers/error';
import type { Fault } from '../fixture';
import { errorOf, KEY, type PromiseOf, type Subject, soon, watchToEnd } from './subject';

/** What must hold when the other side refuses, is away or says nothing. */
export function faults(on: Subject, promise: PromiseOf): void {
  const fault = (name: Fault) => {
    if (!on.world.fault) throw new Error('this world has no wire that could fail');
    return on.world.fault(name);
  };

  promise('names refused credentials and does not offer to try again', async () => {
    const target = await on.earlier();
    const plan = await on.connection.plan(target.id, soon());
    await fault('auth_refused');
    for (const call of [
      () => on.connection.current(soon()),
      () => on.connection.plan(target.id, soon()),
      () => on.connection.start(plan, KEY, soon()),
    ]) {
      const error = await errorOf(call());
      expect([error.code, error.retryable]).toEqual(['auth', false]);
    }
  });

  for (const code of ['unavailable', 'rate_limited'] as const)
    promise(`offers to try again when the other side answers ${code}, and works once it is back`, async () => {
      const plan = await on.connection.plan((await on.earlier()).id, soon());
      await fault(code);
      const error = await errorOf(on.connection.start(plan, KEY, soon()));
      expect([error.code, error.retryable]).toEqual([code, true]);
      expect(await on.world.writes()).toBe(0);
      await on.world.fault?.(null);
      await on.connection.start(plan, KEY, soon());
      expect(await on.world.writes()).toBe(1);
    });

  promise(
    'says so or offers to ask again when the other side is away meanwhile, and converges once it is back',
    async () => {
      const plan = await on.connection.plan((await on.earlier()).id, soon());
      const operation = await on.connection.start(plan, KEY, soon());
      await fault('unavailable');
      const first = await on.world
        .connect()
        .watch(operation, plan, soon())
        [Symbol.asyncIterator]()
        .next()
        .catch((error: unknown) => error);
      expect(first).toMatchObject(
        first instanceof ProviderError ? { retryable: true } : { value: { kind: 'progress' } },
      );
      await on.world.fault?.(null);
      expect((await watchToEnd(on.connection, operation, plan)).at(-1)?.kind).toBe('converged');
    },
  );

  promise('finds what it wrote when the reply to the write was lost', async () => {
    const plan = await on.connection.plan((await on.earlier()).id, soon());
    await fault('lost_reply');
    const lost = errorOf(on.connection.start(plan, KEY, soon()));
    await on.world.whenHeld?.();
    await on.world.fault?.(null);
    await lost.catch(() => undefined);
    const operation = await on.world.connect().start(plan, KEY, soon());
    expect((await watchToEnd(on.connection, operation, plan)).at(-1)?.kind).toBe('converged');
    expect(await on.world.writes()).toBe(1);
  });

  promise('gives up on a silent server at the deadline', async () => {
    const plan = await on.connection.plan((await on.earlier()).id, soon());
    await fault('slow');
    for (const call of [
      () => on.connection.current({ signal: AbortSignal.timeout(300) }),
      () => on.connection.start(plan, KEY, { signal: AbortSignal.timeout(300) }),
    ]) {
      const error = await errorOf(call());
      expect([error.code, error.retryable]).toEqual(['timeout', true]);
    }
  });

  promise('stops when it is aborted in the middle of a call', async () => {
    await fault('slow');
    const controller = new AbortController();
    const call = errorOf(on.connection.current({ signal: controller.signal }));
    await on.world.whenHeld?.();
    controller.abort();
    expect(await call).toBeInstanceOf(ProviderError);
  });

  promise('says in its readiness what is wrong instead of failing', async () => {
    await fault('auth_refused');
    expect((await on.connection.readiness(soon())).map((finding) => finding.level)).toContain('fail');
  });
}
