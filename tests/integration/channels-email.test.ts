import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { email } from '@/lib/channels/email';
import { deliverWith } from '@/lib/channels/testing';
import { selfSignedCertificate } from '@/lib/net/testing/certificate';
import { closedPort, serve } from '@/lib/net/testing/server';

const PASSWORD = 'canary-pa55 w0rd';
const DAY_MS = 86_400_000;
const certificate = selfSignedCertificate(new Date(Date.now() - DAY_MS), new Date(Date.now() + 30 * DAY_MS));
const send = deliverWith({
  'env:MAIL_PASSWORD': PASSWORD,
  'env:MAIL_WRONG': 'canary-wrong',
  'env:MAIL_CA': certificate.cert,
});

interface Mail {
  from: string;
  to: string[];
  user: string | undefined;
  secure: boolean;
  source: string;
}

let server: SMTPServer | undefined;
afterEach(async () => {
  const closing = server;
  server = undefined;
  if (closing) await new Promise<void>((done) => closing.close(done));
});

/** A real SMTP server of this machine: the port, and the mails that it took. */
async function smtp(options: SMTPServerOptions = {}): Promise<{ port: number; mails: Mail[] }> {
  const mails: Mail[] = [];
  server = new SMTPServer({
    ...certificate,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === PASSWORD ? done(null, { user: username }) : done(new Error(`no such password: ${password}`)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: typeof session.user === 'string' ? session.user : undefined,
          secure: session.secure,
          source: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server;
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  return { port: (listening.server.address() as AddressInfo).port, mails };
}

const settings = { host: '127.0.0.1', from: 'repli@example.com', to: ['ops@example.com'], ca: 'env:MAIL_CA' };
const login = { username: 'repli', password: 'env:MAIL_PASSWORD' };
const deliver = (config: object, message = {}) => send({ kind: 'email', config: { ...settings, ...config } }, message);

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

describe('email: handing over', () => {
  it('logs in over STARTTLS and hands over text, HTML and headers', async () => {
    const { port, mails } = await smtp();
    const delivery = await deliver({
      port,
      ...login,
      to: ['ops@example.com', 'lead@example.com'],
      replyTo: 'team@example.com',
    });
    expect(delivery).toMatchObject({
      ok: true,
      evidence: expect.stringMatching(/^127\.0\.0\.1: 250 .*, taken for 2$/),
    });
    const [mail] = mails;
    expect(mail).toMatchObject({
      user: 'repli',
      secure: true,
      from: 'repli@example.com',
      to: ['ops@example.com', 'lead@example.com'],
    });
    const source = mail?.source ?? '';
    for (const header of [
      'From: Repli <repli@example.com>',
      'Reply-To: team@example.com',
      'Message-ID: <message-1@example.com>',
      'References: <incident.i@example.com>',
      'Auto-Submitted: auto-generated',
      'X-Repli-Message-ID: message-1',
    ])
      expect(source).toContain(header);
    expect(decoded(source)).toContain('[INC-142] Retour arrière en cours – Shop');
    expect(decoded(source)).toContain('<strong>Retour arrière en cours – Shop</strong>');
    expect(decoded(source)).toContain('- **Incident :** INC-142');
  });

  it('speaks TLS from the start', async () => {
    const { port, mails } = await smtp({ secure: true });
    expect(await deliver({ port, security: 'tls', ...login })).toMatchObject({ ok: true });
    expect(mails).toMatchObject([{ secure: true, user: 'repli' }]);
  });

  it('speaks plainly to a relay where that is wanted', async () => {
    const { port, mails } = await smtp({ hideSTARTTLS: true });
    expect(await deliver({ port, security: 'none' })).toMatchObject({ ok: true });
    expect(mails).toMatchObject([{ secure: false, user: undefined }]);
  });

  it('lets no message write headers or scripts', async () => {
    const { port, mails } = await smtp();
    const body = '**Hello\nBcc: other@example.com**\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))';
    expect(await deliver({ port }, { body })).toMatchObject({ ok: true });
    const source = decoded(mails[0]?.source ?? '');
    expect(source.slice(0, source.indexOf('\r\n\r\n'))).not.toMatch(/^Bcc/im);
    expect(source.slice(source.indexOf('<!doctype'))).not.toMatch(/<script|javascript:/);
    expect(mails[0]?.to).toEqual(['ops@example.com']);
  });

  it('says who was refused where others were served', async () => {
    const { port } = await smtp({
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('gone') ? done(refusal(550, 'no such user')) : done(),
    });
    expect(await deliver({ port, to: ['ops@example.com', 'gone@example.com'] })).toMatchObject({
      ok: true,
      evidence: expect.stringContaining('taken for 1, refused: gone@example.com'),
    });
  });
});

describe('email: what is refused', () => {
  it.each([
    [451, 'try again later', true],
    [554, 'you are on a list', false],
  ])('says of %i whether it is worth repeating', async (code, words, retryable) => {
    const { port } = await smtp({ onMailFrom: (_address, _session, done) => done(refusal(code, words)) });
    expect(await deliver({ port })).toMatchObject({
      ok: false,
      retryable,
      error: expect.stringContaining(`${code} ${words}`),
    });
  });

  it('is final when the login is refused, without a word of it', async () => {
    const { port } = await smtp();
    const delivery = await deliver({ port, username: 'repli', password: 'env:MAIL_WRONG' });
    expect(delivery).toMatchObject({
      ok: false,
      retryable: false,
      error: expect.stringContaining('the login was refused'),
    });
    for (const form of ['canary', Buffer.from('canary-wrong').toString('base64')])
      expect(JSON.stringify(delivery)).not.toContain(form);
  });

  it('never speaks plainly where encryption is demanded', async () => {
    const { port, mails } = await smtp({ disabledCommands: ['STARTTLS'] });
    expect(await deliver({ port, ...login })).toMatchObject({
      ok: false,
      retryable: false,
      error: expect.stringContaining('encrypted'),
    });
    expect(mails).toEqual([]);
  });

  it('never trusts a certificate that nobody vouches for', async () => {
    const { port } = await smtp();
    expect(await deliver({ port, ca: undefined, ...login })).toMatchObject({
      ok: false,
      retryable: false,
      error: expect.stringContaining('cannot be trusted'),
    });
  });
});

describe('email: a server that is not there', () => {
  it('is worth repeating when it is refused or dropped', async () => {
    expect(await deliver({ port: await closedPort() })).toEqual({
      ok: false,
      retryable: true,
      error: '127.0.0.1: connection refused (ECONNREFUSED)',
    });
    const { port } = await smtp({ onConnect: (_session, done) => done(refusal(421, 'busy')) });
    expect(await deliver({ port })).toMatchObject({ ok: false, retryable: true });
  });

  it('is worth repeating when it never greets', async () => {
    const web = await serve((_request, response) => response.end());
    const channel = { kind: 'email', config: { ...settings, port: web.port } };
    const delivery = await send(channel, {}, { signal: AbortSignal.timeout(300) });
    await web.close();
    expect(delivery).toEqual({ ok: false, retryable: true, error: '127.0.0.1: no answer in time' });
  });

  it('is final where nobody asks', async () => {
    expect(await deliver({ host: '169.254.169.254' })).toMatchObject({
      ok: false,
      retryable: false,
      error: expect.stringContaining('never asked'),
    });
  });

  it('asks for a missing password without quoting the resolver', async () => {
    expect(await deliver({ ...login, password: 'env:MISSING' })).toEqual({
      ok: false,
      retryable: false,
      error: 'env:MISSING has no value: set it where the worker runs',
    });
  });
});

describe('email settings', () => {
  it.each([
    ['no recipient', { to: [] }],
    ['a recipient with a line break', { to: ['a@example.com\r\nBcc: b@example.com'] }],
    ['a name with a line break', { fromName: 'a\r\nBcc: b@example.com' }],
    ['a password in clear', { username: 'a', password: 'secret' }],
    ['a user without a password', { username: 'a' }],
    ['a password without encryption', { ...login, security: 'none' }],
    ['an unknown key', { secure: true }],
  ])('refuse %s', (_name, config) => {
    expect(email.config.safeParse({ ...settings, ...config }).success).toBe(false);
  });

  it('say where it goes', () => {
    const to = (...addresses: string[]) => email.destination(email.config.parse({ ...settings, to: addresses }));
    expect([to('a@example.com'), to('a@example.com', 'b@example.com')]).toEqual(['a@example.com', 'a@example.com + 1']);
  });
});

/** Quoted-printable parts and encoded words of a mail, as text (RFC 2045, RFC 2047). */
function decoded(source: string): string {
  const bytes = (text: string) =>
    text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const words = source
    .replace(/\?=\r\n =\?/g, '?==?')
    .replace(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_all, text: string) => text.replaceAll('_', ' '))
    .replace(/=\r\n/g, '');
  return Buffer.from(bytes(words), 'latin1').toString('utf8');
}
