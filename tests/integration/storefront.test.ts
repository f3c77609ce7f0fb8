import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { breakAgain, mend } from '@/lib/lab/client';
import { git } from '@/lib/lab/git';
import { type Lab, startLab } from '@/lib/lab/lab';
import type { Connection, Provider } from '@/lib/providers/contract';
import { createCredentials } from '@/lib/providers/credentials';
import { providers } from '@/lib/providers/registry';
import { clone, health, remove, scratchDir } from '../setup/lab';
import { until } from '../setup/until';

type PartName = 'web' | 'api';

let dir: string;
let lab: Lab;

beforeAll(async () => {
  dir = await scratchDir();
  lab = await startLab({ dir });
});
afterAll(async () => {
  await lab.stop();
  await remove(dir);
});

const repository = () => path.join(dir, 'storefront/storefront.git');
const soon = () => ({ signal: AbortSignal.timeout(30_000) });

/** What Repli would be told by the catalogue. */
async function connect(name: PartName): Promise<Connection> {
  const { services } = parse(await readFile(lab.catalogue, 'utf8'));
  const storefront = services.find(({ slug }: { slug: string }) => slug === 'storefront');
  const part = storefront.components.find((each: { name: string }) => each.name === name);
  const provider = (providers as Record<string, Provider>)[part.provider];
  if (!provider) throw new Error(`no provider ${part.provider}`);
  const context = { clock: () => new Date(), credentials: createCredentials(process.env), cacheDir: dir };
  return provider.connect(provider.config.parse(part.config), context);
}

/** The commits that were released, newest first, as the tags of their images. */
async function tags(): Promise<string[]> {
  const lines = await git(['log', '--first-parent', '--format=%H', 'main'], { cwd: repository() });
  return lines.split('\n').map((commit) => commit.slice(0, 8));
}

/** The tags that a platform has revisions of, newest first. */
async function revisions(name: PartName) {
  const page = await (await connect(name)).revisions({ limit: 30 }, soon());
  return page.revisions.map((revision) => ({ ...revision, tag: tagIn(revision.summary ?? '') }));
}
const tagIn = (summary: string) => /:([0-9a-f]{8})\b/.exec(summary)?.[1] ?? '';

async function rollBack(name: PartName, tag: string): Promise<void> {
  const target = (await revisions(name)).find((revision) => revision.tag === tag);
  if (!target) throw new Error(`no revision of ${name} runs ${tag}`);
  const connection = await connect(name);
  const plan = await connection.plan(target.id, soon());
  const operation = await connection.start(plan, `run.${tag}.${name}`, soon());
  for await (const progress of connection.watch(operation, plan, soon())) if (progress.kind === 'converged') return;
}

const page = () => fetch(lab.storefront);
const currentTags = async () =>
  Promise.all(
    (['web', 'api'] as const).map(async (name) => (await revisions(name)).find(({ current }) => current)?.tag),
  );

/** Waits until both platforms have the head's image and answer with it. */
async function released(): Promise<string> {
  const [head = ''] = await tags();
  await until('both platforms run the head', async () => {
    const settled = (await currentTags()).every((tag) => tag === head);
    return (
      settled &&
      (await health(lab.storefront)).version === head &&
      (await (await page()).text()).includes(head.slice(0, 7))
    );
  });
  return head;
}

/** While the last tasks are replaced, the older release still answers some requests. */
const answers = (status: string) =>
  until(`the storefront is ${status}`, async () => (await health(lab.storefront)).status === status);

describe('the storefront', () => {
  it('arrives with one image a commit on both platforms, each from its time, and the newest breaks page and API', async () => {
    const [head, ...past] = await tags();
    for (const name of ['web', 'api'] as const) {
      const found = await revisions(name);
      expect(found.map(({ tag }) => tag)).toEqual([head, ...past]);
      expect(found.map(({ current }) => current)).toEqual([true, ...past.map(() => false)]);
      expect(Date.now() - Date.parse(found[1]?.at ?? '')).toBeGreaterThan(86_400_000);
    }
    await until('the page answers', async () => (await page()).status === 500);
    expect(await health(lab.storefront)).toMatchObject({ httpStatus: 503, status: 'degraded', version: head });
  });

  it('answers with the code of what each platform was put back to, and needs both', async () => {
    const [, before = ''] = await tags();
    await rollBack('api', before);
    await until('the API is well', async () => (await health(lab.storefront)).version === before);
    expect(await health(lab.storefront)).toMatchObject({ status: 'ok', version: before });
    expect((await page()).status).toBe(500);
    await rollBack('web', before);
    await until('the page is there', async () => (await page()).status === 200);
    expect(await (await page()).text()).toContain(before.slice(0, 7));
  });

  it('breaks again by a release on top of the mended head, and is mended by the next', async () => {
    const bad = await breakAgain(dir, 'storefront');
    expect(bad).toMatchObject({ ok: true });
    const head = await released();
    expect(bad).toMatchObject({ commit: expect.stringMatching(new RegExp(`^${head}`)) });
    await answers('degraded');
    expect(await mend(dir, 'storefront')).toMatchObject({ ok: true, subject: expect.stringMatching(/^Revert "/) });
    await released();
    await answers('ok');
    expect(await mend(dir, 'storefront')).toMatchObject({ ok: false, code: 'nothing_to_mend' });
  });

  it('goes on with the old code while a commit does not start, and each platform says so in its way', async () => {
    const developer = await clone(repository());
    const [good] = await tags();
    // It ends later than a rollout takes where processes start at once.
    const fault = "await new Promise((resolve) => setTimeout(resolve, 6_000));\nthrow new Error('not today');";
    await developer.push('server.js', (source) => `${fault}\n${source}`);
    const api = await connect('api');
    await until('the cluster reports the crash', async () => {
      const kept = await readFile(path.join(dir, 'storefront/cluster.json'), 'utf8');
      return kept.includes('CrashLoopBackOff');
    });
    await until('the circuit breaker went back', async () => {
      const { label } = await api.current(soon());
      return label !== undefined && (await currentTags())[1] === good;
    });
    expect(await health(lab.storefront)).toMatchObject({ status: 'ok', version: good });
    expect((await page()).status).toBe(200);
    await developer.revertHead();
    await developer.remove();
    await released();
  });

  it('takes up what ran when it is started again, though the head is another', async () => {
    const [, , older = ''] = await tags();
    await rollBack('api', older);
    const ids = (await revisions('api')).map(({ id }) => id);
    const { storefront } = lab;
    await lab.stop();
    lab = await startLab({ dir });
    expect(lab.storefront).toBe(storefront);
    expect((await revisions('api')).map(({ id }) => id)).toEqual(ids);
    await until('the older code answers', async () => (await health(lab.storefront)).version === older);
    expect((await currentTags())[1]).toBe(older);
  });
});
