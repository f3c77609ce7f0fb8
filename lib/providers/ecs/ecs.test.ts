import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EcsCase, ecsCase, follow, soon } from '@/tests/contract/fixtures/ecs-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';

let shop: EcsCase;
beforeEach(async () => {
  shop = await ecsCase();
});
afterEach(() => shop.close());

const failed = (message: RegExp) => ({ code: 'failed', retryable: false, message: expect.stringMatching(message) });
const codes = (notices: { code: string }[]) => notices.map(({ code }) => code);

describe('a rollback of an ECS service', () => {
  it('passes through intermediate counts and ends with all tasks on the target', async () => {
    await shop.close();
    shop = await ecsCase({ stepMs: 400 });
    const seen = await shop.rollBackTo(3);
    const counts = seen.map((progress) => (progress.kind === 'progress' ? progress.done : 'converged'));
    expect(counts.at(-1)).toBe('converged');
    expect(counts.filter((count) => count === 1 || count === 2).length).toBeGreaterThan(0);
    expect(seen.at(-1)).toMatchObject({ evidence: expect.stringContaining('3 of 3 tasks run api:3') });
  });

  it('is a failure when the circuit breaker went back to the wrong version, although the service is stable', async () => {
    await shop.control.act('fate', { tag: '1.3.0', fate: 'cannot_pull' });
    await expect(shop.rollBackTo(3)).rejects.toMatchObject(
      failed(/gave up on api:3 and put .* back to api:5.*CannotPullContainerError/),
    );
    await shop.control.act('settle');
    expect((await shop.connect().current(soon())).label).toBe('api:5');
  });

  it('is the same failure for a watcher that comes when all is over', async () => {
    await shop.control.act('fate', { tag: '1.3.0', fate: 'crashes' });
    const connection = shop.connect();
    const plan = await connection.plan(shop.arn(3), soon());
    const operation = await connection.start(plan, 'run-1.step-1', soon());
    await shop.control.act('settle');
    await expect(follow(shop.connect(), operation, plan)).rejects.toMatchObject(failed(/gave up on api:3/));
  });

  it('is a failure by its own deadline when the breaker never counts', async () => {
    await shop.control.act('set', { uncounted: true });
    await shop.control.act('fate', { tag: '1.3.0', fate: 'crashes' });
    const connection = shop.connect({ convergeSeconds: 30 });
    const plan = await connection.plan(shop.arn(3), soon());
    const operation = await connection.start(plan, 'run-1.step-1', soon());
    const startedAt = new Date(Date.now() - 31_000).toISOString();
    const late = { ...operation, data: { ...operation.data, startedAt } };
    await expect(follow(connection, late, plan)).rejects.toMatchObject(
      failed(/After 30 seconds .* is still not on api:3/),
    );
  });

  it('says while it goes on why tasks stop', async () => {
    await shop.control.act('set', { uncounted: true });
    await shop.control.act('fate', { tag: '1.3.0', fate: 'crashes' });
    const connection = shop.connect();
    const plan = await connection.plan(shop.arn(3), soon());
    const operation = await connection.start(plan, 'run-1.step-1', soon());
    for await (const progress of connection.watch(operation, plan, soon()))
      if (
        progress.kind === 'progress' &&
        progress.text.includes('Essential container in task exited; api: exit code 1')
      )
        return;
  });

  it('is a conflict when another deployment takes its place', async () => {
    const connection = shop.connect();
    const plan = await connection.plan(shop.arn(3), soon());
    const operation = await connection.start(plan, 'run-1.step-1', soon());
    await shop.control.act('deploy', { tag: 'other', rollout: 'at once' });
    await expect(follow(connection, operation, plan)).rejects.toMatchObject({ code: 'conflict', retryable: false });
  });

  it('is not tried a second time by itself after Amazon took the target back', async () => {
    await shop.control.act('fate', { tag: '1.3.0', fate: 'cannot_pull' });
    const connection = shop.connect();
    const plan = await connection.plan(shop.arn(3), soon());
    await connection.start(plan, 'run-1.step-1', soon());
    await shop.control.act('settle');
    const again = await connection.start(plan, 'run-1.step-1', soon()).catch((error: unknown) => error);
    expect(again).toMatchObject({ code: 'failed' });
    expect(await shop.deployments()).toBe(1);
  });

  it('is tried a second time when a person says so after Amazon took the target back', async () => {
    await shop.control.act('fate', { tag: '1.3.0', fate: 'cannot_pull' });
    const connection = shop.connect();
    const plan = await connection.plan(shop.arn(3), soon());
    await connection.start(plan, 'run-1.step-1', soon());
    await shop.control.act('settle');
    await shop.control.act('fate', { tag: '1.3.0', fate: 'starts' });
    const retriedAt = new Date(Date.now() + 1_000).toISOString();
    const operation = await connection.start(plan, 'run-1.step-1', { ...soon(), retriedAt });
    expect((await follow(connection, operation, plan)).at(-1)?.kind).toBe('converged');
    expect(await shop.deployments()).toBe(2);
  });

  it('goes on when the same version was only deployed again since the plan', async () => {
    const connection = shop.connect();
    const plan = await connection.plan(shop.arn(3), soon());
    await shop.control.act('deploy', { taskDefinition: shop.arn(5), rollout: 'at once' });
    await connection.start(plan, 'run-1.step-1', soon());
    expect((await connection.current(soon())).label).toBe('api:3');
  });

  it('stops a deployment in flight where that leads to the target, and deploys where it does not', async () => {
    await shop.control.act('deploy', { tag: '1.6.0', rollout: 'held' });
    const connection = shop.connect();
    const back = await connection.plan(shop.arn(5), soon());
    expect(back.commands.join('\n')).toContain('stop-service-deployment');
    expect(codes(back.warnings)).toContain('in_flight');
    expect((await connection.plan(shop.arn(4), soon())).commands.join('\n')).toContain('update-service');
    await follow(connection, await connection.start(back, 'run-1.step-1', soon()), back);
    expect((await shop.control.log()).filter(({ changed }) => changed).map((call) => call.operation)).toEqual([
      expect.stringContaining('StopServiceDeployment'),
    ]);
  });

  it('deploys the target when the credentials may not look at the deployment in flight', async () => {
    await shop.control.act('deploy', { tag: '1.6.0', rollout: 'held' });
    await shop.control.act('deny', { actions: ['ecs:DescribeServiceDeployments'] });
    expect(await shop.rollBackTo(5)).toContainEqual(expect.objectContaining({ kind: 'converged' }));
  });

  it('deploys the target when the deployment in flight ended before it could be stopped', async () => {
    await shop.control.act('deploy', { tag: '1.6.0', rollout: 'held' });
    const connection = shop.connect();
    const plan = await connection.plan(shop.arn(5), soon());
    await shop.control.act('release');
    await shop.control.act('settle');
    const seen = await follow(connection, await connection.start(plan, 'run-1.step-1', soon()), plan);
    expect(seen.at(-1)?.kind).toBe('converged');
    expect((await connection.current(soon())).label).toBe('api:5');
  });

  it('registers a deregistered target once more, and one deployment comes of two racers', async () => {
    await shop.control.act('deregisterOthers');
    const plan = await shop.connect().plan(shop.arn(3), soon());
    expect(codes(plan.warnings)).toContain('inactive_target');
    const racers = [shop.connect(), shop.connect()];
    const [one, other] = await Promise.all(racers.map((racer) => racer.start(plan, 'run-1.step-1', soon())));
    expect(one?.id).toBe(other?.id);
    expect(await shop.deployments()).toBe(1);
    if (one) await follow(shop.connect(), one, plan);
    expect((await shop.connect().current(soon())).summary).toContain(':1.3.0');
  });

  it.each(['CODE_DEPLOY', 'EXTERNAL'])('is refused, with what to do, under the controller %s', async (controller) => {
    await shop.control.act('set', { controller });
    await expect(shop.connect().plan(shop.arn(3), soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringMatching(/roll back with .* manual step/),
    });
  });

  it('warns of few tasks, of a breaker that is off and of the stack that will undo it', async () => {
    await shop.control.act('set', {
      breaker: { enable: false, rollback: false },
      desiredCount: 4,
      tags: [{ key: 'aws:cloudformation:stack-name', value: 'shop-production' }],
    });
    const plan = await shop.connect().plan(shop.arn(3), soon());
    expect(codes(plan.warnings)).toEqual(['short_of_tasks', 'mutable_tags', 'no_breaker', 'managed_by_stack']);
    expect(plan.followUps.map(({ kind }) => kind)).toEqual(['definitive_fix', 'restore_automation']);
    expect(plan.losses).toContainEqual(
      expect.objectContaining({ code: 'secrets_stay', params: { list: 'DATABASE_URL' } }),
    );
  });
});

describe('a service that scales by itself', () => {
  it('is planned with the bounds of its number of tasks', async () => {
    await shop.control.act('scale', { min: 2, max: 9 });
    const { warnings } = await shop.connect().plan(shop.arn(3), soon());
    expect(warnings.find(({ code }) => code === 'autoscaling')?.params).toEqual({ min: 2, max: 9 });
    expect(gapsIn('ecs', warnings)).toEqual([]);
  });

  it('is planned all the same by credentials that may not look at that', async () => {
    await shop.control.act('scale', { min: 2, max: 9 });
    await shop.control.act('deny', { actions: ['application-autoscaling:DescribeScalableTargets'] });
    const { warnings } = await shop.connect().plan(shop.arn(3), soon());
    expect(codes(warnings)).not.toContain('autoscaling');
  });
});

describe('the readiness of an ECS service', () => {
  it('names the action that the credentials lack', async () => {
    await shop.control.act('deny', { actions: ['ecs:ListTasks', 'ecs:DescribeServiceDeployments'] });
    const findings = await shop.connect().readiness(soon());
    expect(findings.filter(({ level }) => level === 'fail')).toEqual([
      expect.objectContaining({ code: 'tasks_unreadable', text: expect.stringContaining('ecs:ListTasks') }),
    ]);
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'warn', text: expect.stringContaining('ecs:DescribeServiceDeployments') }),
    );
  });

  it('says that credentials have expired', async () => {
    await shop.control.act('expireCredentials');
    const [finding] = await shop.connect().readiness(soon());
    expect(finding).toMatchObject({ level: 'fail', code: 'service_auth', text: expect.stringContaining('expired') });
  });

  it('says which account and role the credentials are, or that they are none', async () => {
    const identity = async () =>
      (await shop.connect().readiness(soon())).filter(({ code }) => code.startsWith('any:identity'));
    const arn = 'arn:aws:sts::123456789012:assumed-role/repli/console';
    expect(await identity()).toEqual([
      expect.objectContaining({ level: 'ok', params: { account: '123456789012', arn } }),
    ]);
    await shop.control.act('expireCredentials');
    expect(await identity()).toEqual([
      expect.objectContaining({
        level: 'fail',
        code: 'any:identity_refused',
        text: expect.stringContaining('expired'),
      }),
    ]);
  });

  describe('looks in the registry for the images of the revisions before', () => {
    const repository = 'shop/api';
    const images = async () =>
      (await shop.connect().readiness(soon())).filter(({ code }) => /image|tag/.test(code) && !code.includes('target'));

    it('and finds them', async () => {
      const findings = await images();
      expect(findings.map(({ level, code, params }) => [level, code, params?.count])).toEqual([
        ['ok', 'images_kept', 4],
        ['ok', 'tags_fixed', undefined],
      ]);
      expect(gapsIn('ecs', findings)).toEqual([]);
    });

    it('and names the revisions whose image is gone', async () => {
      await shop.control.act('expireImage', { repository, tag: '1.2.0' });
      const [finding] = await images();
      expect(finding).toMatchObject({ level: 'warn', code: 'images_missing' });
      expect(finding?.params?.list).toBe('api:2 (123456789012.dkr.ecr.eu-west-3.amazonaws.com/shop/api:1.2.0)');
    });

    it('and fails where none is left to go back to', async () => {
      for (const tag of ['1.1.0', '1.2.0', '1.3.0', '1.4.0'])
        await shop.control.act('expireImage', { repository, tag });
      expect((await images())[0]).toMatchObject({ level: 'fail', code: 'no_image_kept' });
    });

    it('and names the repository whose tags can move, with the command that ends it', async () => {
      await shop.control.act('setMutability', { repository, mutability: 'MUTABLE' });
      const finding = (await images()).find(({ code }) => code === 'tags_mutable');
      expect(finding?.command).toMatch(
        /^aws ecr put-image-tag-mutability --repository-name shop\/api --image-tag-mutability IMMUTABLE --region eu-west-3 /,
      );
      expect(gapsIn('ecs', await images())).toEqual([]);
    });

    it('and says so where the credentials may not look, or the images are elsewhere', async () => {
      await shop.control.act('deny', { actions: ['ecr:BatchGetImage'] });
      expect(await images()).toEqual([
        expect.objectContaining({ code: 'images_unreadable', text: expect.stringContaining('ecr:BatchGetImage') }),
      ]);
      await shop.close();
      shop = await ecsCase({ registry: 'registry.example' });
      expect(await images()).toEqual([expect.objectContaining({ level: 'warn', code: 'images_elsewhere' })]);
    });
  });

  it('says that no target is active', async () => {
    await shop.control.act('deregisterOthers');
    expect(codes(await shop.connect().readiness(soon()))).toContain('targets_inactive');
  });

  it('says that the service or its cluster is unknown', async () => {
    const codeOf = async (config: object) => (await shop.connect(config).readiness(soon()))[0]?.code;
    expect([await codeOf({ service: 'other' }), await codeOf({ cluster: 'other' })]).toEqual([
      'service_not_found',
      'service_not_found',
    ]);
  });
});

describe('the revisions of an ECS service', () => {
  it('keep their order when older ones are deregistered, and are marked', async () => {
    await shop.control.act('deregisterOthers');
    await shop.control.act('deploy', { tag: '1.6.0', rollout: 'at once' });
    const { revisions } = await shop.connect().revisions({ limit: 10 }, soon());
    expect(revisions.map(({ label, marks }) => [label, ...marks])).toEqual([
      ['api:6'],
      ['api:5'],
      ['api:4', 'inactive'],
      ['api:3', 'inactive'],
      ['api:2', 'inactive'],
      ['api:1', 'inactive'],
    ]);
    expect(revisions[0]).toMatchObject({ author: 'deploy/ada', current: true });
  });

  it('are all there beyond what Amazon lists at once', async () => {
    await shop.close();
    shop = await ecsCase({ revisions: 130 });
    await shop.control.act('deregisterOthers');
    await shop.control.act('deploy', { tag: '1.131.0', rollout: 'at once' });
    const connection = shop.connect();
    const labels: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await connection.revisions({ limit: 60, ...(cursor ? { cursor } : {}) }, soon());
      labels.push(...page.revisions.map(({ label }) => label));
      cursor = page.nextCursor;
      if (cursor === undefined) break;
    }
    expect(labels).toEqual(Array.from({ length: 131 }, (_, index) => `api:${131 - index}`));
  });
});
