import { afterEach, beforeEach, it } from 'vitest';
import type { Connection, Operation, Progress, ProviderPlan, Revision } from '@/lib/providers/contract';
import { ProviderError } from '@/lib/providers/error';
import type { World } from '../fixture';
import { toldInBoth } from '../fixtures/translations';

export const KEY = 'run-1.step-1';
export const soon = () => ({ signal: AbortSignal.timeout(30_000) });

export async function allRevisions(connection: Connection, limit: number): Promise<Revision[]> {
  const all: Revision[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await connection.revisions({ limit, ...(cursor === undefined ? {} : { cursor }) }, soon());
    all.push(...page.revisions);
    cursor = page.nextCursor;
    if (cursor === undefined) return all;
  }
}

export const errorOf = (work: Promise<unknown>): Promise<ProviderError> =>
  work.then(
    () => {
      throw new Error('it went through');
    },
    (error: unknown) => {
      if (error instanceof ProviderError) return error;
      throw error;
    },
  );

export async function watchToEnd(
  connection: Connection,
  operation: Operation,
  plan: ProviderPlan,
): Promise<Progress[]> {
  const seen: Progress[] = [];
  for await (const progress of connection.watch(operation, plan, soon())) seen.push(progress);
  return seen;
}

/** What a test of the suite is about: a world of its own and one connection to it. */
export interface Subject {
  world: World;
  connection: Connection;
  /** The revision `back` steps before the current one, three by default. */
  earlier(back?: number): Promise<Revision>;
}

/** Makes a world before each test and takes it away after it. Whatever its connections tell of a rollout is in both languages. */
export function subjectOf(provider: string, create: () => Promise<World>): Subject {
  let world: World | undefined;
  let connection: Connection | undefined;
  beforeEach(async () => {
    const made = await create();
    world = Object.assign(Object.create(made) as World, { connect: () => toldInBoth(provider, made.connect()) });
    connection = world.connect();
  });
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('there is no world outside of a test');
    return value;
  };
  return {
    get world() {
      return there(world);
    },
    get connection() {
      return there(connection);
    },
    async earlier(back = 3) {
      const all = await allRevisions(there(connection), 50);
      const found = all[all.findIndex((revision) => revision.current) + back];
      if (!found) throw new Error('the world has too few revisions');
      return found;
    },
  };
}

/** Registers one promise of every provider as a test. */
export type PromiseOf = (title: string, run: () => Promise<void>) => void;

/** Those that a world cannot show are skipped by their names. */
export const promiseExcept =
  (leftOut: readonly string[]): PromiseOf =>
  (title, run) =>
    leftOut.includes(title) ? it.skip(title, run) : it(title, run);
