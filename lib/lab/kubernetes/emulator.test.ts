import { beforeEach, describe, expect, it } from 'vitest';
import type { Call, Emulator, Reply } from '../emulator/contract';
import { createKubernetes } from './emulator';
import type { Workload } from './objects';

const DEPLOYMENT = '/apis/apps/v1/namespaces/shop/deployments/web';
let emulator: Emulator;
beforeEach(() => {
  emulator = createKubernetes({ token: 't', revisions: 3, stepMs: 1_000_000 });
});

async function ask(method: string, path: string, more: Partial<Call> = {}) {
  const { pathname, searchParams: query } = new URL(path, 'http://emulator');
  const headers = { authorization: 'Bearer t', 'content-type': 'application/json-patch+json', ...more.headers };
  const reply: Reply = await emulator.handle({ method, path: pathname, query, body: '', ...more, headers });
  if ('stream' in reply) throw new Error('a stream');
  return { ...reply, body: reply.body as Record<string, unknown> };
}
const patch = (operations: unknown, headers = {}) =>
  ask('PATCH', DEPLOYMENT, { body: JSON.stringify(operations), headers });
const read = async () => (await ask('GET', DEPLOYMENT)).body as Workload;

describe('the emulated API refuses as the real one', () => {
  it.each([
    ['without a token', () => ask('GET', DEPLOYMENT, { headers: { authorization: 'Bearer x' } }), 401, 'Unauthorized'],
    ['an unknown object', () => ask('GET', `${DEPLOYMENT}s`), 404, 'NotFound'],
    ['an unknown path', () => ask('GET', '/apis/apps/v2/namespaces/shop/deployments'), 404, undefined],
    ['a method that it has not', () => ask('DELETE', DEPLOYMENT), 405, 'MethodNotAllowed'],
    ['an unknown parameter', () => ask('GET', `${DEPLOYMENT}?pretty=1`), 400, 'BadRequest'],
    [
      'a patch of an unknown type',
      () => patch([], { 'content-type': 'application/json' }),
      415,
      'UnsupportedMediaType',
    ],
    ['a patch that is none', () => patch({ op: 'add' }), 400, 'BadRequest'],
    ['a test that does not hold', () => patch([{ op: 'test', path: '/metadata/uid', value: 'x' }]), 422, 'Invalid'],
    ['a path that is not there', () => patch([{ op: 'replace', path: '/spec/none/at/all', value: 1 }]), 422, 'Invalid'],
    ['an unknown field', () => patch([{ op: 'add', path: '/spec/replica', value: 1 }]), 422, 'Invalid'],
    [
      'a template that its selector does not find',
      () => patch([{ op: 'add', path: '/spec/template/metadata/labels/app', value: 'other' }]),
      422,
      'Invalid',
    ],
  ])('%s', async (_, call, status, reason) => {
    const before = JSON.stringify(emulator.everything());
    const reply = await call();
    expect([reply.status, reply.body.reason]).toEqual([status, reason]);
    expect(JSON.stringify(emulator.everything())).toBe(before);
  });

  it('a call that RBAC denies, in the words of the server', async () => {
    await emulator.actions.deny?.({ verb: 'patch', resource: 'deployments' });
    const { status, body } = await patch([]);
    expect(status).toBe(403);
    expect(body.message).toContain('deployments.apps "web" is forbidden');
    expect(body.message).toContain('cannot patch resource "deployments" in API group "apps" in the namespace "shop"');
  });
});

describe('its controllers', () => {
  const template = (image: string) => [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: image }];

  it('use the ReplicaSet of a known template again, under the next number', async () => {
    for (const image of ['registry.shop.test/shop/web:1.9.0', 'registry.shop.test/shop/web:1.3.0']) {
      await patch(template(image));
      await emulator.actions.settle?.({});
    }
    const { metadata, status } = await read();
    expect(metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('5');
    expect(status).toMatchObject({
      observedGeneration: metadata.generation,
      replicas: 3,
      updatedReplicas: 3,
      availableReplicas: 3,
    });
    const { items } = (await ask('GET', '/apis/apps/v1/namespaces/shop/replicasets')).body as unknown as {
      items: Workload[];
    };
    expect(items).toHaveLength(4);
    expect(items.map((set) => set.metadata.annotations?.['deployment.kubernetes.io/revision-history'])).toContain('3');
  });

  it('change nothing, no version and no generation, for a patch that says what is there', async () => {
    const before = await read();
    const reply = await patch([{ op: 'replace', path: '/spec/replicas', value: before.spec.replicas }]);
    expect('changed' in reply).toBe(false);
    expect(await read()).toEqual(before);
  });

  it('keep the old pods when the new image is not there', async () => {
    await emulator.actions.breakImage?.({ image: 'web:broken', fate: 'pull' });
    await patch(template('web:broken'));
    await emulator.actions.settle?.({});
    expect((await read()).status).toMatchObject({ updatedReplicas: 1, availableReplicas: 3, replicas: 4 });
  });
});

it('lists in pages, without loss', async () => {
  const names: string[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const query: string = next === '' ? '' : `&continue=${next}`;
    const { body } = await ask('GET', `/apis/apps/v1/namespaces/shop/replicasets?limit=2${query}`);
    const { items, metadata } = body as unknown as { items: Workload[]; metadata: { continue?: string } };
    names.push(...items.map(({ metadata: { name } }) => name));
    next = metadata.continue;
  }
  expect(new Set(names).size).toBe(3);
  expect(names).toHaveLength(3);
});

describe('a later start', () => {
  const options = { token: 't', stepMs: 1_000_000 };
  const web = (tag: string) => `registry.shop.test/shop/web:${tag}`;

  it('finds each image of the history rolled out at its time', () => {
    const history = ['a1', 'b2'].map((tag, day) => ({ tag, note: `Release ${tag}`, atMs: Date.UTC(2026, 0, day + 1) }));
    const { everything, actions } = createKubernetes({ ...options, history });
    const sets = Object.values(everything() as Record<string, Workload>).filter(({ kind }) => kind === 'ReplicaSet');
    const times = sets.map(({ spec, metadata }) => [
      spec.template.spec.containers[0]?.image,
      metadata.creationTimestamp,
    ]);
    expect(times).toContainEqual([web('a1'), '2026-01-01T00:00:00Z']);
    expect(times).toContainEqual([web('b2'), '2026-01-02T00:00:00Z']);
    expect(actions.instances?.({})).toEqual(Array.from({ length: 3 }, () => ({ image: web('b2'), ready: true })));
  });

  it('goes on with a rollout from the state of the one before', () => {
    const first = createKubernetes({ ...options, revisions: 2 });
    first.actions.deploy?.({ image: web('next') });
    const state = JSON.parse(JSON.stringify(first.state?.()));
    const second = createKubernetes({ ...options, revisions: 2, state });
    expect(second.everything()).toEqual(JSON.parse(JSON.stringify(first.everything())));
    second.actions.settle?.({});
    expect(second.actions.instances?.({})).toEqual(
      Array.from({ length: 3 }, () => ({ image: web('next'), ready: true })),
    );
  });
});
