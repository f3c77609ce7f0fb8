import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { consumeLink, createOneTimeLink } from '@/lib/auth/links';
import { currentSession, requireSession, stillAllowed } from '@/lib/auth/session';
import { revokeSession } from '@/lib/auth/sessions';
import { byLink, byPassword, ThrottledError } from '@/lib/auth/sign-in';
import { FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS } from '@/lib/auth/throttle';
import { addUser, disableUser, ensureFirstAdmin, resetPassword, setPassword } from '@/lib/auth/users';
import { closeDb, db } from '@/lib/db/client';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { browse } from '../setup/next-request';
import { signedIn, TEST_SECRET } from '../setup/signed-in';

vi.mock('next/headers', async () => (await import('../setup/next-request')).nextHeaders());

const PASSWORD = 'four words in a row';
let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = TEST_SECRET;
});
afterAll(async () => {
  await closeDb();
  await database.drop();
});
beforeEach(() => browse());
afterEach(async () => {
  await db().user.deleteMany();
  await db().signInAttempt.deleteMany();
});

const person = async (email: string) => {
  const added = await addUser({ email, name: 'Ann', role: 'responder' }, 'test');
  if (!added) throw new Error('the address is taken');
  await setPassword(added.userId, PASSWORD);
  return added.userId;
};

describe('a session', () => {
  it('belongs to whoever holds its cookie', async () => {
    const ann = await signedIn('commander', 'Ann');
    browse(ann.cookie);
    expect(await currentSession()).toMatchObject({
      sessionId: ann.sessionId,
      user: { id: ann.userId, role: 'commander' },
    });
  });

  it('is nobody without a cookie, or with one that we did not sign', async () => {
    expect(await currentSession()).toBeNull();
    browse('eyJhbGciOiJkaXIifQ..forged');
    expect(await currentSession()).toBeNull();
  });

  it('ends at once when it is revoked, although the cookie is still good', async () => {
    const ann = await signedIn('commander');
    browse(ann.cookie);
    await revokeSession(ann.sessionId);
    expect(await currentSession()).toBeNull();
    expect(await stillAllowed(ann.sessionId, 'incident:read')).toBe(false);
  });

  it('ends when its person is disabled', async () => {
    const ann = await signedIn('commander');
    const { email } = await db().user.findUniqueOrThrow({ where: { id: ann.userId } });
    await disableUser(email, 'test');
    browse(ann.cookie);
    expect(await currentSession()).toBeNull();
  });

  it.each([
    ['its time is over', { expiresAt: new Date(Date.now() - 1) }],
    ['it was not used for a week', { lastSeenAt: new Date(Date.now() - 8 * 24 * 3600 * 1000) }],
  ])('ends when %s', async (_, data) => {
    const ann = await signedIn('commander');
    await db().session.update({ where: { id: ann.sessionId }, data });
    browse(ann.cookie);
    expect(await currentSession()).toBeNull();
  });

  it('follows the role as it is now, not as it was at sign-in', async () => {
    const ann = await signedIn('commander');
    browse(ann.cookie);
    await expect(requireSession('rollback:execute')).resolves.toBeTruthy();
    await db().user.update({ where: { id: ann.userId }, data: { role: 'viewer' } });
    await expect(requireSession('rollback:execute')).rejects.toMatchObject({ status: 403 });
    browse();
    await expect(requireSession('incident:read')).rejects.toMatchObject({ status: 401 });
  });
});

describe('signing in with a password', () => {
  it('takes the address in any case, and no wrong password', async () => {
    const userId = await person('ann@repli.test');
    expect(await byPassword(' Ann@Repli.test', PASSWORD, '10.0.0.1')).toMatchObject({ id: userId });
    expect(await byPassword('ann@repli.test', 'something else', '10.0.0.1')).toBeNull();
    expect(await byPassword('nobody@repli.test', PASSWORD, '10.0.0.1')).toBeNull();
  });

  it('is refused to the disabled', async () => {
    await person('ann@repli.test');
    await disableUser('ann@repli.test', 'test');
    expect(await byPassword('ann@repli.test', PASSWORD, '10.0.0.1')).toBeNull();
  });

  it('is throttled per account, from whatever addresses the tries come', async () => {
    await person('ann@repli.test');
    for (let i = 0; i < FAILURES_PER_ACCOUNT; i++) await byPassword('ann@repli.test', 'wrong', `10.0.0.${i}`);
    await expect(byPassword('ann@repli.test', PASSWORD, '10.0.1.1')).rejects.toThrow(ThrottledError);
  });

  it('lets no more through when all tries come at the same time', async () => {
    await person('ann@repli.test');
    const tries = Array.from({ length: 4 * FAILURES_PER_ACCOUNT }, (_, i) =>
      byPassword('ann@repli.test', 'wrong', `10.0.2.${i}`).then(
        () => 'looked at',
        () => 'throttled',
      ),
    );
    const looked = (await Promise.all(tries)).filter((answer) => answer === 'looked at');
    expect(looked.length).toBeLessThanOrEqual(FAILURES_PER_ACCOUNT);
  });

  it('is throttled per address, whatever accounts are tried, known or not', async () => {
    await person('ann@repli.test');
    const since = { key: 'address:10.9.9.9', succeeded: false };
    await db().signInAttempt.createMany({ data: Array.from({ length: FAILURES_PER_ADDRESS }, () => since) });
    await expect(byPassword('nobody@repli.test', 'wrong', '10.9.9.9')).rejects.toThrow(ThrottledError);
    expect(await byPassword('ann@repli.test', PASSWORD, '10.9.9.8')).not.toBeNull();
  });

  it('opens again after fifteen minutes', async () => {
    await person('ann@repli.test');
    for (let i = 0; i < FAILURES_PER_ACCOUNT; i++) await byPassword('ann@repli.test', 'wrong', '10.0.0.1');
    await db().signInAttempt.updateMany({ data: { at: new Date(Date.now() - 16 * 60 * 1000) } });
    expect(await byPassword('ann@repli.test', PASSWORD, '10.0.0.1')).not.toBeNull();
  });

  it('signs out other browsers when the password changes', async () => {
    const [here, there] = [await signedIn('viewer'), await signedIn('viewer')];
    await db().session.update({ where: { id: there.sessionId }, data: { userId: here.userId } });
    await setPassword(here.userId, PASSWORD, here.sessionId);
    browse(here.cookie);
    expect(await currentSession()).not.toBeNull();
    browse(there.cookie);
    expect(await currentSession()).toBeNull();
  });

  it('forgets a password that was reset', async () => {
    const userId = await person('ann@repli.test');
    await resetPassword(userId, 'test');
    expect(await byPassword('ann@repli.test', PASSWORD, '10.0.0.1')).toBeNull();
  });
});

const tokenOf = (link: string) => new URL(link, 'http://x').searchParams.get('token') ?? '';

describe('a one-time link', () => {
  it('signs its person in once', async () => {
    const { userId } = await ensureFirstAdmin();
    const token = tokenOf(await createOneTimeLink(userId));
    expect(await byLink(token)).toMatchObject({ id: userId });
    expect(await byLink(token)).toBeNull();
  });

  it('is spent by one of two that come at the same time', async () => {
    const { userId } = await ensureFirstAdmin();
    const token = tokenOf(await createOneTimeLink(userId));
    const answers = await Promise.all([consumeLink(token), consumeLink(token), consumeLink(token)]);
    expect(answers.filter(Boolean)).toEqual([userId]);
  });

  it('is stored as a digest only', async () => {
    const { userId } = await ensureFirstAdmin();
    const token = tokenOf(await createOneTimeLink(userId));
    const rows = await db().signInToken.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is over after thirty minutes, and for the disabled', async () => {
    const userId = await person('ann@repli.test');
    const old = tokenOf(await createOneTimeLink(userId));
    await db().signInToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await byLink(old)).toBeNull();
    const token = tokenOf(await createOneTimeLink(userId));
    await disableUser('ann@repli.test', 'test');
    expect(await byLink(token)).toBeNull();
  });
});

describe('the first administrator', () => {
  it('is made once, however many processes start', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, ensureFirstAdmin));
    expect(new Set(answers.map(({ userId }) => userId)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await db().user.count()).toBe(1);
  });

  it('is the oldest active one from then on', async () => {
    const first = await ensureFirstAdmin();
    await signedIn('admin');
    expect(await ensureFirstAdmin()).toEqual({ userId: first.userId, created: false });
  });

  it('comes back when no active one is left', async () => {
    const first = await ensureFirstAdmin();
    await disableUser('admin@localhost', 'test');
    expect(await ensureFirstAdmin()).toEqual({ userId: first.userId, created: true });
  });
});
