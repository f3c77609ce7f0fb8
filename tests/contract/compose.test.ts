import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Connection, Progress, ProviderPlan } from '@/lib/providers/contract';
import { ProviderError } from '@/lib/providers/error';
import { type ComposeCase, composeCase, composeFile, everyFile, imageId, REPOSITORY } from './fixtures/compose';

let one: ComposeCase;
afterEach(async () => {
  vi.unstubAllEnvs();
  await one.close();
});

const soon = () => ({ signal: AbortSignal.timeout(60_000) });
const codes = (list: { code: string }[]) => list.map(({ code }) => code);
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => new Error('it went through'),
    (error: unknown) => (error instanceof ProviderError ? error : new Error(String(error))),
  );

/** A project whose file and container are at release 6, and the plan that leads to the release with this tag. */
async function planTo(tag: string, settings: Record<string, unknown> = {}, file = composeFile(`${REPOSITORY}:6.0`)) {
  one = await composeCase({}, settings);
  writeFileSync(one.file, file);
  const connection = one.connect();
  return { connection, plan: await planOn(connection, tag) };
}

const planOn = (connection: Connection, tag: string): Promise<ProviderPlan> =>
  connection.plan(imageId(Number.parseInt(tag, 10)), soon());

async function toEnd(connection: Connection, plan: ProviderPlan): Promise<Progress | undefined> {
  let last: Progress | undefined;
  const operation = await connection.start(plan, 'run.step', soon());
  for await (const progress of connection.watch(operation, plan, soon())) last = progress;
  return last;
}

const changes = async () =>
  (await one.emulator.control.log()).flatMap(({ changed }) => (changed === null ? [] : [changed]));

describe('the compose file', () => {
  it('gets one value changed, by digest where a registry knows it, with comments, mode and link kept', async () => {
    one = await composeCase();
    const real = path.join(one.directory, '..', 'real.yaml');
    const before = composeFile(`${REPOSITORY}:6.0`);
    writeFileSync(real, before);
    chmodSync(real, 0o640);
    symlinkSync(real, path.join(one.directory, 'linked.yaml'));
    const connection = one.connect({ files: ['linked.yaml'] });
    const plan = await planOn(connection, '4.0');
    await toEnd(connection, plan);
    expect(readFileSync(real, 'utf8')).toBe(before.replace(`${REPOSITORY}:6.0`, String(plan.write.newImage)));
    expect(plan.write.newImage).toMatch(/:4\.0@sha256:[0-9a-f]{64}$/);
    expect(statSync(real).mode & 0o777).toBe(0o640);
  });

  it('shows only its image line in the plan: the lines around it may hold secrets', async () => {
    const { plan } = await planTo('4.0', {}, composeFile(`${REPOSITORY}:6.0`).replace('DATABASE_URL', 'STRIPE_KEY_X'));
    expect(plan.diff.split('\n').filter((line) => /^[-+] /.test(line))).toHaveLength(2);
    expect(JSON.stringify(plan)).not.toContain('STRIPE_KEY_X');
  });

  it('is put back when the service cannot be started, and the cause is told', async () => {
    const { connection, plan } = await planTo('4.0');
    await one.emulator.control.act('refuseUp', { reason: 'driver failed: port is already allocated' });
    const before = everyFile(one.directory);
    const failure = await failureOf(connection.start(plan, 'run.step', soon()));
    expect(failure).toMatchObject({ code: 'failed', retryable: false });
    expect(failure.message).toMatch(/port is already allocated.*The compose file is as it was before/);
    expect(everyFile(one.directory)).toBe(before);
  });

  it('stays written when the host was lost in between, and the next call goes on', async () => {
    const { connection, plan } = await planTo('4.0');
    const written = readFileSync(one.file, 'utf8').replace(String(plan.write.oldText), String(plan.write.newText));
    writeFileSync(one.file, written);
    expect((await toEnd(connection, plan))?.kind).toBe('converged');
    expect(await changes()).toHaveLength(1);
  });

  it('is put back by undoing a rollback that was cut off before the container changed', async () => {
    const { connection, plan } = await planTo('4.0');
    const before = readFileSync(one.file, 'utf8');
    const point = await connection.checkpoint?.(plan, 'run.step', soon());
    writeFileSync(one.file, before.replace(String(plan.write.oldText), String(plan.write.newText)));
    if (!point || !connection.undo) throw new Error('declared and not there');
    await toEnd(connection, await connection.undo(point, soon()));
    expect(readFileSync(one.file, 'utf8')).toBe(before);
    expect((await connection.current(soon())).label).toBe('6.0');
  });

  it('that somebody edited meanwhile is a conflict, and untouched', async () => {
    const { connection, plan } = await planTo('4.0');
    const edited = `${readFileSync(one.file, 'utf8')}# edited\n`;
    writeFileSync(one.file, edited);
    expect(await failureOf(connection.start(plan, 'run.step', soon()))).toMatchObject({ code: 'conflict' });
    expect(readFileSync(one.file, 'utf8')).toBe(edited);
    expect(await changes()).toEqual([]);
  });

  it('whose line is not the one that counts is put back before anything is stopped', async () => {
    one = await composeCase();
    writeFileSync(one.file, composeFile(`${REPOSITORY}:6.0`));
    writeFileSync(path.join(one.directory, 'over.yaml'), `x: &it\n  image: ${REPOSITORY}:6.0\nservices:\n  web: *it\n`);
    const connection = one.connect({ files: ['compose.yaml', 'over.yaml'] });
    const before = everyFile(one.directory);
    const plan = await planOn(connection, '4.0');
    expect(await failureOf(connection.start(plan, 'run.step', soon()))).toMatchObject({ code: 'invalid_target' });
    expect(everyFile(one.directory)).toBe(before);
    expect(await changes()).toEqual([]);
  });

  it('returns to its own words when the rollback is undone, as long as they lead to the same image', async () => {
    const file = composeFile(`${REPOSITORY}:\${TAG:-6.0}`);
    const { connection, plan } = await planTo('4.0', {}, file);
    const point = await connection.checkpoint?.(plan, 'run.step', soon());
    await toEnd(connection, plan);
    if (!point || !connection.undo) throw new Error('declared and not there');
    await toEnd(connection, await connection.undo(point, soon()));
    expect(readFileSync(one.file, 'utf8')).toBe(file);
    expect(readFileSync(point.id, 'utf8')).toBe(file);
  });
});

describe('the image', () => {
  it('is pulled before anything stops when it was cleaned away since the plan', async () => {
    const { connection, plan } = await planTo('4.0');
    await one.emulator.control.act('prune', { tag: '4.0' });
    expect((await toEnd(connection, plan))?.kind).toBe('converged');
    expect((await changes()).map((change) => change.split(' ')[0])).toEqual(['pull', 'up']);
  });

  it('that nobody has any more stops the rollback with everything still running', async () => {
    const { connection, plan } = await planTo('3.0');
    const before = everyFile(one.directory);
    await one.emulator.control.act('untag', { tag: '3.0' });
    expect(await failureOf(connection.start(plan, 'run.step', soon()))).toMatchObject({ code: 'not_found' });
    expect(everyFile(one.directory)).toBe(before);
    expect(await changes()).toEqual([]);
  });

  it('behind a tag that was moved since the plan is not run', async () => {
    const { connection, plan } = await planTo('3.0');
    expect(codes(plan.warnings)).toContain('mutable_tag');
    await one.emulator.control.act('moveTag', { tag: '3.0', to: '2.0' });
    expect(await failureOf(connection.start(plan, 'run.step', soon()))).toMatchObject({ code: 'conflict' });
  });

  it('without a name is no target, and the way out is said', async () => {
    one = await composeCase();
    writeFileSync(one.file, composeFile(`${REPOSITORY}:6.0`));
    const connection = one.connect();
    await one.emulator.control.act('untag', { tag: '3.0' });
    const failure = await failureOf(planOn(connection, '3.0'));
    expect(failure).toMatchObject({ code: 'invalid_target', message: expect.stringContaining('docker tag') });
  });
});

describe('proof of effect', () => {
  it('is missing while the health check fails, and its words and those of the program are told', async () => {
    const { connection, plan } = await planTo('4.0');
    await one.emulator.control.act('breakHealth', { tag: '4.0' });
    const failure = await failureOf(toEnd(connection, plan));
    expect(failure).toMatchObject({ code: 'failed' });
    expect(failure.message).toMatch(/unhealthy.*HTTP 500 from \/health.*cart\.total is not a function/);
  });

  it('is missing for a program that keeps ending', async () => {
    const { connection, plan } = await planTo('4.0');
    await one.emulator.control.act('crash', { tag: '4.0' });
    expect((await failureOf(toEnd(connection, plan))).message).toMatch(/restarting, exit code 1, \d restarts/);
  });

  it('without a health check is that the same container keeps running', async () => {
    one = await composeCase({ hasHealthCheck: false });
    writeFileSync(one.file, composeFile(`${REPOSITORY}:6.0`).replace(/ +healthcheck:.*\n/, ''));
    const connection = one.connect();
    const plan = await planOn(connection, '4.0');
    expect(codes(plan.warnings)).toContain('no_health_check');
    expect((await toEnd(connection, plan))?.kind).toBe('converged');
  });

  it('ends as a conflict when somebody deploys meanwhile', async () => {
    const { connection, plan } = await planTo('4.0');
    const operation = await connection.start(plan, 'run.step', soon());
    await one.emulator.control.act('deploy');
    const watching = (async () => {
      for await (const progress of connection.watch(operation, plan, soon()))
        if (progress.kind === 'converged') return progress;
      return null;
    })();
    expect(await failureOf(watching)).toMatchObject({ code: 'conflict' });
  });
});

describe('the plan', () => {
  it('says what a fixed name replaces, what is built here and which variables nothing sets', async () => {
    const file = composeFile(`${REPOSITORY}:\${TAG:-6.0}`, '    build: .\n');
    const { plan } = await planTo('4.0', { variables: {} }, file);
    expect(codes(plan.warnings)).toEqual(['short_outage', 'variable_replaced', 'built_here', 'missing_variables']);
    expect(plan.followUps.map(({ kind }) => kind)).toEqual(['definitive_fix', 'restore_automation']);
    expect(codes(plan.losses)).toEqual(['data_stays', 'rest_stays', 'dependencies_stay']);
  });

  it('gives commands that change the same line and reach the same image', async () => {
    const { connection, plan } = await planTo('4.0');
    execFileSync('sh', ['-e'], { input: plan.commands.join('\n'), env: { ...process.env, ...one.env }, stdio: 'pipe' });
    expect(readFileSync(one.file, 'utf8')).toContain(`image: "${plan.write.newImage}"   # changed by CI`);
    expect((await connection.current(soon())).id).toBe(plan.to.id);
  });

  it('knows what the file would start when no container is left', async () => {
    one = await composeCase();
    writeFileSync(one.file, composeFile(`${REPOSITORY}:6.0`));
    await one.emulator.control.act('removeContainer');
    const connection = one.connect();
    expect((await connection.current(soon())).label).toBe('6.0');
    expect(codes(await connection.readiness(soon()))).toContain('service_down');
    expect((await toEnd(connection, await planOn(connection, '4.0')))?.kind).toBe('converged');
  });
});

it('works with docker-compose 1.29 where docker has no compose', async () => {
  one = await composeCase();
  writeFileSync(one.file, composeFile(`${REPOSITORY}:6.0`));
  const bin = path.join(one.directory, '..', 'bin');
  mkdirSync(bin);
  const script = (name: string, text: string) =>
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  const standIn = path.resolve('lib/lab/compose/bin');
  script(
    'docker',
    `[ "$1" = compose ] && echo "'compose' is not a docker command" && exit 1\nexec ${standIn}/docker "$@"`,
  );
  script('docker-compose', `exec ${standIn}/docker-compose "$@"`);
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
  const connection = one.connect({ docker: 'docker' });
  const plan = await planOn(connection, '4.0');
  expect(plan.commands).toContainEqual(
    expect.stringMatching(/^docker-compose .*up --detach --no-deps --no-build web$/),
  );
  expect((await toEnd(connection, plan))?.kind).toBe('converged');
});
