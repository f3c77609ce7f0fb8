import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { hideSecrets } from '@/lib/domain/policy/rule-9';
import type { Operation, ProviderPlan } from '@/lib/providers/contract';
import { ProviderError } from '@/lib/providers/error';
import { allRevisions, errorOf, KEY, type PromiseOf, type Subject, soon, watchToEnd } from './subject';

/** Lists, plans and starts. */
export function readsAndWrites(on: Subject, promise: PromiseOf): void {
  promise('pages through its revisions in one stable order, without loss or repetition', async () => {
    const inPages = (await allRevisions(on.connection, 7)).map((revision) => revision.id);
    const again = (await allRevisions(on.world.connect(), 100)).map((revision) => revision.id);
    expect(inPages.length).toBeGreaterThanOrEqual(25);
    expect(new Set(inPages).size).toBe(inPages.length);
    expect(again).toEqual(inPages);
  });

  promise('marks exactly one revision of the list as current, the one that it says is current', async () => {
    const current = (await allRevisions(on.connection, 50)).filter((revision) => revision.current);
    expect(current.map((revision) => revision.id)).toEqual([(await on.connection.current(soon())).id]);
  });

  promise('finds itself ready, and writes nothing for it', async () => {
    const before = await on.world.everything();
    const findings = await on.connection.readiness(soon());
    expect(findings.filter((finding) => finding.level === 'fail')).toEqual([]);
    expect(await on.world.everything()).toBe(before);
  });

  promise('plans without a write, with commands, losses and bounded diff', async () => {
    const before = await on.world.everything();
    const target = await on.earlier();
    const plan = await on.connection.plan(target.id, soon());
    expect(plan.to.id).toBe(target.id);
    expect(plan.from.id).toBe((await on.connection.current(soon())).id);
    expect(plan.commands.length).toBeGreaterThan(0);
    expect(plan.losses.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(plan.diff)).toBeLessThanOrEqual(64 * 1024);
    expect(JSON.parse(JSON.stringify(plan.write))).toEqual(plan.write);
    expect(await on.world.everything()).toBe(before);
    expect(await on.world.writes()).toBe(0);
  });

  promise('gives commands that a shell can read and that survive the last line against secrets', async () => {
    const { commands } = await on.connection.plan((await on.earlier()).id, soon());
    expect(commands.map(hideSecrets)).toEqual(commands);
    expect(() => execFileSync('sh', ['-n'], { input: commands.join('\n'), stdio: 'pipe' })).not.toThrow();
  });

  promise('writes once for one key, however often it is started', async () => {
    const plan = await on.connection.plan((await on.earlier()).id, soon());
    const first = await on.connection.start(plan, KEY, soon());
    const second = await on.connection.start(plan, KEY, soon());
    const elsewhere = await on.world.connect().start(plan, KEY, soon());
    expect([second.id, elsewhere.id]).toEqual([first.id, first.id]);
    expect(await on.world.writes()).toBe(1);
  });

  promise('writes once when two processes race with the same key', async () => {
    const plan = await on.connection.plan((await on.earlier()).id, soon());
    const racers = [on.world.connect(), on.world.connect()];
    const operations = await Promise.all(racers.map((racer) => racer.start(plan, KEY, soon())));
    expect(operations[0]?.id).toBe(operations[1]?.id);
    expect(await on.world.writes()).toBe(1);
  });

  promise('converges on the content of the target, and then has nothing more to do', async () => {
    const target = await on.earlier();
    const plan = await on.connection.plan(target.id, soon());
    const operation = await on.connection.start(plan, KEY, soon());
    // What the log keeps of an operation must be enough for another process to follow it.
    const stored = JSON.parse(JSON.stringify({ operation, plan })) as { operation: Operation; plan: ProviderPlan };
    const seen = await watchToEnd(on.world.connect(), stored.operation, stored.plan);
    expect(seen.at(-1)?.kind).toBe('converged');
    expect(seen.filter((progress) => progress.kind === 'converged')).toHaveLength(1);
    const current = await on.connection.current(soon());
    expect(await on.world.contentOf(current.id)).toBe(await on.world.contentOf(target.id));
    expect((await errorOf(on.connection.plan(target.id, soon()))).code).toBe('conflict');
    expect((await errorOf(on.connection.plan(current.id, soon()))).code).toBe('conflict');
  });

  promise('answers not_found for a revision that it does not know', async () => {
    const error = await errorOf(on.connection.plan(on.world.unknownRevision, soon()));
    expect(error.code).toBe('not_found');
    expect(error.retryable).toBe(false);
  });

  promise('refuses as a conflict, untouched, when a deployment slipped in after the plan', async () => {
    const plan = await on.connection.plan((await on.earlier()).id, soon());
    await on.world.deploySlipsIn();
    const before = await on.world.everything();
    const error = await errorOf(on.connection.start(plan, KEY, soon()));
    expect(error.code).toBe('conflict');
    expect(error.retryable).toBe(false);
    expect(await on.world.everything()).toBe(before);
    expect(await on.world.writes()).toBe(0);
  });

  promise('ends at once when it is called with an ended signal', async () => {
    const signal = AbortSignal.abort();
    expect(await errorOf(on.connection.current({ signal }))).toBeInstanceOf(ProviderError);
  });
}
