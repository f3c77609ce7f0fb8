import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dockerLogs } from '@/lib/checks/docker-logs';
import { askWith } from '@/lib/checks/testing';
import type { Connection, Operation, ProviderPlan } from '@/lib/providers/contract';
import { errorOf, soon, watchToEnd } from '../contract/suite/subject';
import { docker, linesOf } from './docker/cli';
import { dockerIsThere, givenImages } from './docker/given';
import type { RealProject } from './docker/world';

describe('containers of a real Docker', () => {
  if (!dockerIsThere) return void it.skip('are there');
  const given = givenImages(2);
  let one: RealProject;
  let connection: Connection;
  beforeEach(async () => {
    one = await given.project();
    // Which compose there is it finds by itself.
    connection = one.connect({ composeCommand: undefined });
  });
  afterEach(() => one.world.close());

  const planTo = async (tag: string): Promise<ProviderPlan> => connection.plan(await given.images().idOf(tag), soon());
  const follow = (operation: Operation, plan: ProviderPlan) => watchToEnd(connection, operation, plan);

  it('that fail their health check are no proof, and the check’s words are told', async () => {
    const plan = await planTo(await given.images().add('unhealthy'));
    const failure = await errorOf(follow(await connection.start(plan, 'run.step', soon()), plan));
    expect(failure.code).toBe('failed');
    expect(failure.message).toMatch(/unhealthy, health check: .*404/);
  });

  it('that keep ending are no proof, and their last words are told', async () => {
    const plan = await planTo(await given.images().add('ending'));
    const failure = await errorOf(follow(await connection.start(plan, 'run.step', soon()), plan));
    expect(failure.code).toBe('failed');
    expect(failure.message).toMatch(/exit code 3.*cart\.total is not a function/);
  });

  it('that cannot be started leave the compose file as it was, and the cause is told', async () => {
    const plan = await planTo(await given.images().add('missing'));
    const before = readFileSync(one.file, 'utf8');
    const failure = await errorOf(connection.start(plan, 'run.step', soon()));
    expect(failure).toMatchObject({ code: 'failed', retryable: false });
    expect(failure.message).toMatch(/no such file or directory.*The compose file is as it was before/);
    expect(readFileSync(one.file, 'utf8')).toBe(before);
  });

  it('are of the file that compose itself takes where there are several', async () => {
    const other = readFileSync(one.file, 'utf8').replace(`:${given.images().newest}`, ':1.0');
    writeFileSync(path.join(path.dirname(one.file), 'docker-compose.yml'), other);
    const { write } = await planTo(await given.images().add());
    expect(write.oldText).toBe(`"${write.oldImage}"`);
  });

  it('follow the plan’s own commands to the same image', async () => {
    const plan = await planTo('1.0');
    await one.shell(plan.commands.join('\n'));
    expect((await connection.current(soon())).id).toBe(plan.to.id);
  });

  it('have their log searched by the check, by service and by name', async () => {
    const { project } = one;
    const [name = ''] = linesOf(await docker('ps', '--format', '{{.Names}}', '--filter', `name=${project}`));
    const host = process.env.DOCKER_HOST;
    const ask = (config: object) => askWith({})(dockerLogs, { host, timeoutMs: 60_000, ...config });
    // The web server logs each look of the health check.
    await expect
      .poll(() => ask({ service: { project, name: 'web' }, pattern: 'response:200' }), { timeout: 30_000 })
      .toMatchObject({ verdict: 'fail', observed: expect.stringMatching(/^\d+: .*response:200/) });
    expect(await ask({ container: name, pattern: 'response:500' })).toEqual(
      expect.objectContaining({ verdict: 'pass', observed: '0' }),
    );
    const gone = await ask({ container: `${project}-none`, pattern: 'x' });
    expect(gone).toMatchObject({ verdict: 'error', observed: expect.stringContaining('No such container') });
  });

  it('are what a rollback leaves that was cut off between its writes, and the next call goes on', async () => {
    const plan = await planTo('1.0');
    await one.relay.holdAfter(/POST \/\S*\/containers\/create/);
    const cut = errorOf(connection.start(plan, 'run.step', { signal: AbortSignal.timeout(60_000) }));
    await one.relay.whenHeld();
    await one.relay.fault(null);
    await cut.catch(() => undefined);
    const operation = await one.connect().start(plan, 'run.step', soon());
    expect((await follow(operation, plan)).at(-1)?.kind).toBe('converged');
    const left = linesOf(await docker('ps', '--all', '--format', '{{.Image}}', '--filter', `name=${one.project}`));
    expect(left).toEqual([`${given.images().repository}:1.0`]);
  });
});
