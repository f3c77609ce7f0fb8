import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { OutgoingMessage } from '@/lib/channels/contract';
import { deliver } from '@/lib/channels/deliver';
import { http } from '@/lib/checks/http';
import { git } from '@/lib/lab/git';
import { BUGS } from '@/lib/lab/history';
import { type Lab, startLab } from '@/lib/lab/lab';
import { checkoutStatus, clone, health, remove, running, scratchDir } from '../setup/lab';
import { until } from '../setup/until';

let dir: string;
let lab: Lab;
let developer: Awaited<ReturnType<typeof clone>>;

beforeAll(async () => {
  dir = await scratchDir();
  lab = await startLab({ dir });
  developer = await clone(lab.remote);
});

afterAll(async () => {
  await lab.stop();
  await Promise.all([remove(dir), developer.remove()]);
});

interface Entry {
  subject: string;
  author: string;
  at: number;
  parents: number;
}

async function log(): Promise<Entry[]> {
  const format = '--format=%s%x09%an%x09%at%x09%p';
  const lines = (await git(['log', '--date-order', format, 'main'], { cwd: fileURLToPath(lab.remote) })).split('\n');
  return lines.map((line) => {
    const [subject = '', author = '', at = '', parents = ''] = line.split('\t');
    return { subject, author, at: Number(at), parents: parents.split(' ').filter(Boolean).length };
  });
}

describe('the first start', () => {
  it('tells a history of three weeks by several people, with one merge, and then a commit of today', async () => {
    const [newest, ...past] = await log();
    const now = Date.now() / 1_000;
    expect(past).toHaveLength(13);
    expect(past.filter((entry) => entry.parents === 2)).toHaveLength(1);
    expect(new Set(past.map((entry) => entry.author)).size).toBe(4);
    expect(past.every((entry) => now - entry.at > 86_400)).toBe(true);
    expect(now - (newest?.at ?? 0)).toBeLessThan(3_600);
  });

  it('leaves a shop that answers, and cannot sell', async () => {
    const report = await health(lab.shop);
    expect(report).toMatchObject({ httpStatus: 503, status: 'degraded', version: await developer.head() });
    expect(await checkoutStatus(lab.shop)).toBe(500);
  });

  it('counts and logs what happens in the shop', async () => {
    const metrics = await (await fetch(`${lab.shop}/metrics`)).text();
    expect(metrics).toMatch(/^shop_requests_total\{route="\/api\/checkout",status="500"\} \d+$/m);
    expect(metrics).toMatch(/^shop_errors_total [1-9]\d*$/m);
    expect(metrics).toMatch(/^shop_request_duration_seconds_count \d+$/m);
    expect(await readFile(`${dir}/shop.log`, 'utf8')).toContain('"level":"error"');
  });
});

describe('whoever pushes, the shop runs it', () => {
  it('heals when the bad commit is reverted from outside', async () => {
    const report = await running(lab.shop, await developer.revertHead());
    expect(report).toMatchObject({ httpStatus: 200, status: 'ok' });
    expect(await checkoutStatus(lab.shop)).toBe(200);
  });

  it('breaks on a bug that the lab has never seen, and heals by a revert', async () => {
    const bad = await developer.push('lib/cart.js', (source) =>
      source.replace('const total =', 'const total = cart.voucher.cents +'),
    );
    expect(await running(lab.shop, bad)).toMatchObject({ httpStatus: 503, status: 'degraded' });
    expect(await checkoutStatus(lab.shop)).toBe(500);
    expect(await running(lab.shop, await developer.revertHead())).toMatchObject({ httpStatus: 200, status: 'ok' });
  });

  it('notices a wrong total, though nothing throws', async () => {
    const bad = await developer.push('lib/cart.js', (source) => source.replace('sum + line.cents', 'sum - line.cents'));
    expect(await running(lab.shop, bad)).toMatchObject({ status: 'degraded' });
    await running(lab.shop, await developer.revertHead());
  });

  it('is down while the head does not even start, and says so to a person', async () => {
    await developer.push('server.js', (source) => `${source}\nthrow new Error('not today');\n`);
    await until('the shop is down', async () => (await fetch(lab.shop)).status === 502);
    const page = await until('a page says so', async () => {
      const reply = await fetch(lab.shop, { headers: { accept: 'text/html', 'accept-language': 'fr' } });
      return reply.status === 502 && reply.text();
    });
    expect(page).toContain('La boutique est en panne');
    await running(lab.shop, await developer.revertHead());
  });

  it('follows a branch that is reset to an older commit', async () => {
    const good = await developer.head();
    const bad = await developer.push('lib/tax.js', (source) => source.replace('rates[country]', 'rates.of(country)'));
    expect(await running(lab.shop, bad)).toMatchObject({ status: 'degraded' });
    await developer.run('push', '--quiet', '--force', 'origin', `${good}:main`);
    expect(await running(lab.shop, good)).toMatchObject({ status: 'ok' });
    await developer.run('reset', '--quiet', '--hard', good);
  });
});

/** As a browser would ask whose name server answers with a loopback address. */
function statusUnder(host: string, { port, pathname }: URL): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: pathname, method: 'POST', headers: { host } }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    asked.on('error', reject).end();
  });
}

describe('break it again', () => {
  it('breaks the shop in another way each time, and each heals by a revert', async () => {
    const subjects = new Set<string>();
    for (const _bug of BUGS) {
      const { commit, subject } = await lab.breakItAgain();
      subjects.add(subject);
      await until(`"${subject}" breaks the shop`, async () => {
        const { httpStatus, version } = await health(lab.shop);
        return httpStatus === 502 || (httpStatus === 503 && version === commit);
      });
      expect(await checkoutStatus(lab.shop)).toBeGreaterThanOrEqual(500);
      expect(await running(lab.shop, await developer.revertHead())).toMatchObject({ status: 'ok' });
    }
    expect(subjects.size).toBe(BUGS.length);
  });

  it('is refused without the token, and under another host name', async () => {
    const control = new URL('/break', lab.inbox);
    const before = await log();
    expect((await fetch(control, { method: 'POST' })).status).toBe(401);
    expect((await fetch(control, { method: 'POST', headers: { authorization: 'Bearer guess' } })).status).toBe(401);
    expect(await statusUnder('rebound.example', control)).toBe(421);
    expect(await log()).toEqual(before);
  });
});

describe('the catalogue', () => {
  it('describes checks that see the shop as it is, and a channel to the inbox', async () => {
    const { services } = parse(await readFile(lab.catalogue, 'utf8'));
    const [service] = services;
    const { checks } = service as { checks: { kind: string; required: boolean; config: unknown }[] };
    const required = checks.filter((check) => check.required);
    const ask = () => Promise.all(required.map((check) => http.ask(http.config.parse(check.config), context)));
    expect((await ask()).map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
    const bad = await developer.push('lib/tax.js', (source) => source.replace('rates[country]', 'rates.of(country)'));
    await running(lab.shop, bad);
    expect((await ask()).map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    await running(lab.shop, await developer.revertHead());
  });

  const context = {
    signal: new AbortController().signal,
    clock: () => new Date(),
    resolve: (reference: string) => readFile(reference.replace(/^file:/, ''), 'utf8'),
  };

  const message: OutgoingMessage = {
    id: 'message-1',
    kind: 'start',
    locale: 'en',
    incident: { id: 'i1', number: 7, title: 'Checkout <b>fails</b>', url: 'http://127.0.0.1:3000/incidents/i1' },
    service: 'Shop',
    body: 'Rolling back',
  };

  it('has its messages arrive once, verified, and shown without trusting them', async () => {
    const { services } = parse(await readFile(lab.catalogue, 'utf8'));
    const { kind, ...config } = services[0].channels[0];
    expect(await deliver({ kind, config }, message, context)).toMatchObject({ ok: true });
    expect(await deliver({ kind, config }, message, context)).toMatchObject({ ok: true });
    expect(await (await fetch(`${lab.inbox}.json`)).json()).toMatchObject([{ message }]);
    const page = await (await fetch(lab.inbox)).text();
    expect(page).toContain('What the team would have got');
    expect(page).not.toContain('<b>fails</b>');
    expect((await fetch(lab.inbox, { method: 'POST', body: JSON.stringify(message) })).status).toBe(401);
  });
});
