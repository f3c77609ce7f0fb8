import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Progress } from '@/lib/providers/contract';
import {
  failureOf,
  type KubernetesCase,
  kubernetesCase,
  soon,
  watchUntil,
} from '@/tests/contract/fixtures/kubernetes-case';

const SECRET = 'canary-in-the-environment';
let world: KubernetesCase;
const start = async (options: Record<string, unknown> = {}) => {
  world = await kubernetesCase({ secret: SECRET, ...options });
};
const textOf = (progress: Progress | undefined) => (progress?.kind === 'progress' ? progress.text : progress?.evidence);
const imageOf = (version: number) => `registry.shop.test/shop/web:1.${version}.0`;

/** In front of the cluster: what is told of pods arrives late, everything else at once. */
async function withLatePods(url: string, lateMs: number): Promise<string> {
  const server = http.createServer((request, response) => {
    const { method, headers, url: asked = '' } = request;
    const wait = /\/pods\?.*watch=true/.test(asked) ? lateMs : 0;
    const onward = http.request(new URL(asked, url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers).flushHeaders();
      answer.on('data', (bytes) => setTimeout(() => response.write(bytes), wait));
      answer.on('end', () => setTimeout(() => response.end(), wait));
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a rollout that goes well', () => {
  it('passes through intermediate counts and ends with the images that run, by digest', async () => {
    await start({ startSteps: 4 });
    const seen = await watchUntil(world, await world.rollBack(2));
    const counts = seen.flatMap((each) => (each.kind === 'progress' ? [each.done] : []));
    expect(counts).toContain(1);
    expect(seen.at(-1)?.kind).toBe('converged');
    expect(textOf(seen.at(-1))).toMatch(/web:1\.4\.0 \(sha256:[0-9a-f]{12}\)/);
  });

  it('ends with the images that run also where pods are told of after the workload that counts them', async () => {
    world = await kubernetesCase({ stepMs: 50 }, (url) => withLatePods(url, 2_000));
    const seen = await watchUntil(world, await world.rollBack(2));
    expect(textOf(seen.at(-1))).toMatch(/They run \S+web:1\.4\.0 \(sha256:[0-9a-f]{12}\)\.$/);
  });

  it('is followed by watching, not by asking again and again', async () => {
    await start({ startSteps: 6 });
    const rollout = await world.rollBack(2);
    const from = (await world.control.log()).length;
    await watchUntil(world, rollout);
    const calls = (await world.control.log()).slice(from).map(({ path }) => path);
    expect(calls.filter((path) => path.endsWith('/deployments'))).toHaveLength(2);
    expect(calls.length).toBeLessThanOrEqual(5);
  });

  it('survives watches that break off and a server that forgot where they were', async () => {
    await start({ startSteps: 20 });
    const rollout = await world.rollBack(2);
    let broken = 0;
    const seen: Progress[] = [];
    for await (const progress of world.connection.watch(rollout.operation, rollout.plan, soon())) {
      seen.push(progress);
      if (broken++ > 1) continue;
      await world.control.act('compact');
      await world.control.act('cutWatches');
    }
    expect(broken).toBeGreaterThan(1);
    expect(seen.at(-1)?.kind).toBe('converged');
  });

  it('is followed without the right to see pods', async () => {
    await start();
    for (const verb of ['list', 'watch']) await world.control.act('deny', { verb, resource: 'pods' });
    expect((await watchUntil(world, await world.rollBack(2))).at(-1)?.kind).toBe('converged');
  });

  it('is not called failed for a deadline that passed before it', async () => {
    await start();
    await world.edit({ spec: { progressDeadlineSeconds: 600 } });
    await world.control.act('breakImage', { image: imageOf(7) });
    await world.control.act('deploy', {});
    await world.edit({ spec: { progressDeadlineSeconds: 1 } });
    await until(async () => (await world.control.everything()).includes('ProgressDeadlineExceeded'));
    await world.edit({ spec: { progressDeadlineSeconds: 600 } });
    const seen = await watchUntil(world, await world.rollBack(2));
    expect(seen.at(-1)?.kind).toBe('converged');
  });
});

describe('a rollout that does not', () => {
  it.each([
    ['pull', 'ImagePullBackOff'],
    ['crash', 'CrashLoopBackOff'],
    ['oom', 'OOMKilled'],
  ])('shows pod and reason while it goes on (%s)', async (fate, reason) => {
    await start();
    await world.control.act('breakImage', { image: imageOf(4), fate });
    const seen = await watchUntil(world, await world.rollBack(2), (each) => textOf(each)?.includes(reason) ?? false);
    expect(textOf(seen.at(-1))).toMatch(new RegExp(`Pod web-\\w+-\\w+ \\(web\\): .*${reason}`));
  });

  it('fails with reason and last words, without what the container printed of its environment', async () => {
    await start();
    await world.control.act('breakImage', { image: imageOf(4), fate: 'crash' });
    await world.edit({ spec: { progressDeadlineSeconds: 1 } });
    const { code, message, retryable } = await failureOf(watchUntil(world, await world.rollBack(2)));
    expect([code, retryable]).toEqual(['failed', false]);
    expect(message).toContain('CrashLoopBackOff, exit code 1, log:');
    expect(message).toContain('Cannot find module ./tax-rates');
    expect(message).toContain('DATABASE_PASSWORD=');
    expect(message).not.toContain(SECRET);
  });

  it('fails where the controller keeps the condition of the rollout before, and so never counts', async () => {
    await start();
    await world.control.act('breakImage', { image: imageOf(4) });
    const rollout = await world.rollBack(2);
    await until(async () => (await world.control.everything()).includes('ImagePullBackOff'));
    const merge = { conditions: [{ type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }] };
    await world.control.act('report', { resource: 'deployments', name: 'web', merge });
    await world.edit({ spec: { progressDeadlineSeconds: 1 } });
    const { code, message } = await failureOf(watchUntil(world, rollout));
    expect([code, message]).toEqual(['failed', expect.stringMatching(/deadline has passed.*ImagePullBackOff/)]);
  });

  it('is a conflict once somebody deploys over it', async () => {
    await start({ startSteps: 50 });
    const rollout = await world.rollBack(2);
    const failure = failureOf(watchUntil(world, rollout));
    await world.control.act('deploy', { by: 'shop-pipeline' });
    const { code, message } = await failure;
    expect([code, message]).toEqual(['conflict', expect.stringContaining('last changed by shop-pipeline')]);
  });

  it('ends when the workload is deleted', async () => {
    await start({ startSteps: 50 });
    const failure = failureOf(watchUntil(world, await world.rollBack(2)));
    await world.control.act('remove', { resource: 'deployments', name: 'web' });
    expect((await failure).code).toBe('not_found');
  });

  it('says so when somebody pauses it', async () => {
    await start({ startSteps: 50 });
    const rollout = await world.rollBack(2);
    await world.edit({ spec: { paused: true } });
    const seen = await watchUntil(world, rollout, (each) => textOf(each)?.includes('kubectl rollout resume') ?? false);
    expect(textOf(seen.at(-1))).toContain('It was paused');
  });

  it('ends with its signal and says what was seen last', async () => {
    await start();
    await world.control.act('breakImage', { image: imageOf(4) });
    const { plan, operation } = await world.rollBack(2);
    const controller = new AbortController();
    const follow = async () => {
      for await (const progress of world.connection.watch(operation, plan, { signal: controller.signal }))
        if (textOf(progress)?.includes('ImagePullBackOff')) controller.abort();
    };
    const { code, message } = await failureOf(follow());
    expect([code, message]).toEqual(['timeout', expect.stringContaining('ImagePullBackOff')]);
  });
});

describe('a StatefulSet', () => {
  it('that waits for a broken pod says which one to delete, and goes on once it is gone', async () => {
    await start({ kind: 'statefulset' });
    await world.control.act('breakImage', { image: imageOf(7) });
    await world.control.act('deploy', {});
    await until(async () => (await world.control.everything()).includes('ImagePullBackOff'));
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    expect(plan.warnings.map(({ code }) => code)).toContain('may_stick');
    const operation = await world.connection.start(plan, 'run.step', soon());
    let isDeleted = false;
    const seen: Progress[] = [];
    for await (const progress of world.connection.watch(operation, plan, soon())) {
      seen.push(progress);
      const [, pod] = /kubectl delete pod ([\w-]+)/.exec(textOf(progress) ?? '') ?? [];
      if (!pod || isDeleted) continue;
      isDeleted = true;
      await world.control.act('remove', { resource: 'pods', name: pod });
    }
    expect(isDeleted).toBe(true);
    expect(seen.at(-1)?.kind).toBe('converged');
  });

  it('with the strategy OnDelete is refused with what to do', async () => {
    await start({ kind: 'statefulset' });
    await world.edit({ spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
    const { code, message } = await failureOf(world.connection.plan((await world.back(1)).id, soon()));
    expect([code, message]).toEqual(['invalid_target', expect.stringContaining('RollingUpdate')]);
  });
});

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}
