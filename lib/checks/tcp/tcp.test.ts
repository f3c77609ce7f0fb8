import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { closedPort } from '@/lib/net/testing/server';
import { askWith } from '../testing';
import { tcp } from '.';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

/** The port of a server that does this with each connection. */
async function listening(greet: (socket: Socket) => void = () => undefined): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    greet(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const asking = askWith({});
const ask = (config: object, context = {}) => asking(tcp, { host: '127.0.0.1', ...config }, context);

describe('tcp: connecting', () => {
  it('passes on a connection, by address and by name', async () => {
    const port = await listening();
    expect(await ask({ port })).toMatchObject({
      verdict: 'pass',
      observed: expect.stringMatching(/^connected in \d+ ms$/),
    });
    expect(await ask({ port, host: 'localhost' })).toMatchObject({ verdict: 'pass' });
  });

  it('fails when it is refused', async () => {
    expect(await ask({ port: await closedPort() })).toMatchObject({
      verdict: 'fail',
      observed: 'connection refused (ECONNREFUSED)',
    });
  });

  it('is an error when the name does not resolve, or leads where nobody asks', async () => {
    expect(await ask({ host: 'no-such-host.invalid', port: 80 })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining('cannot be resolved'),
    });
    for (const host of ['169.254.169.254', 'fd00:ec2::254', 'metadata.google.internal'])
      expect(await ask({ host, port: 80 })).toMatchObject({
        verdict: 'error',
        observed: expect.stringContaining('never asked'),
      });
  });

  it('is an error when the caller interrupts it', async () => {
    const port = await listening();
    expect(await ask({ port }, { signal: AbortSignal.abort() })).toMatchObject({
      verdict: 'error',
      observed: 'interrupted before it was answered',
    });
  });
});

describe('tcp: the banner', () => {
  const banner = '^220 .*ESMTP';

  it('passes once it was said, in however many pieces', async () => {
    const port = await listening((socket) => {
      socket.write('220 mail.exa');
      setTimeout(() => socket.write('mple ESMTP ready\r\n'), 30);
    });
    expect(await ask({ port, banner })).toMatchObject({
      verdict: 'pass',
      observed: expect.stringMatching(/it says 220 mail\.example ESMTP ready$/),
    });
  });

  it('fails on another one, and on a connection that is closed without a word', async () => {
    const other = await listening((socket) => socket.end('\u001b[31m554 no service\u0007\r\n'));
    expect(await ask({ port: other, banner })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringMatching(/it says 554 no service$/),
    });
    const mute = await listening((socket) => socket.end());
    expect(await ask({ port: mute, banner })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringMatching(/it says nothing$/),
    });
  });

  it('fails at the deadline, with what was said until then', async () => {
    const slow = await listening((socket) => socket.write('220 loading'));
    expect(await ask({ port: slow, banner, timeoutMs: 200 })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringMatching(/it says 220 loading$/),
    });
    const silent = await listening();
    expect(await ask({ port: silent, banner, timeoutMs: 200 })).toMatchObject({
      verdict: 'fail',
      observed: 'no answer in time',
    });
  });

  it('fails on a server that talks without end', async () => {
    const port = await listening((socket) => {
      const talk = () => socket.destroyed || socket.write('x'.repeat(10_000), talk);
      talk();
    });
    expect(await ask({ port, banner })).toMatchObject({ verdict: 'fail' });
  });
});

describe('tcp: settings', () => {
  it.each([
    ['an address with a protocol', { host: 'tcp://db', port: 1 }],
    ['an option in place of a host', { host: 'a b', port: 1 }],
    ['a port that there is not', { host: 'db', port: 70_000 }],
    ['a login', { host: 'db', port: 1, password: 'env:A' }],
  ])('refuse %s', (_name, config) => {
    expect(tcp.config.safeParse(config).success).toBe(false);
  });

  it('say the same by hand', () => {
    const config = tcp.config.parse({ host: 'db.internal', port: 5432 });
    expect([tcp.command(config), tcp.expected(config)]).toEqual(['nc -vz -w 5 db.internal 5432', ':5432']);
    const greeting = { ...config, banner: '^220' };
    expect([tcp.command(greeting), tcp.expected(greeting)]).toEqual(['nc -w 5 db.internal 5432', ':5432 · /^220/']);
  });
});
