import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Served, serveEmulator } from '../../emulator/serve';
import { stsEmulator } from './emulator';

const emulator = () => stsEmulator({ sessionToken: 'session' });
let running = emulator();
let served: Served;
beforeEach(async () => {
  running = emulator();
  served = await serveEmulator(running);
});
afterEach(() => served.close());

const whoAmI = (change: { accessKeyId?: string; sessionToken?: string } = {}) =>
  new STSClient({
    region: 'eu-west-3',
    endpoint: served.url,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAEMULATOR', secretAccessKey: 'not checked', sessionToken: 'session', ...change },
  }).send(new GetCallerIdentityCommand({}));

describe('the STS emulator', () => {
  it('says to the real SDK whose credentials signed the call', async () => {
    expect(await whoAmI()).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:sts::123456789012:assumed-role/repli/console',
    });
  });

  it.each([
    ['another key', { accessKeyId: 'AKIAOTHER' }, 'InvalidClientTokenId'],
    ['a token that has ended', { sessionToken: 'of yesterday' }, 'ExpiredToken'],
  ])('refuses %s', async (_what, change, name) => {
    await expect(whoAmI(change)).rejects.toMatchObject({ name });
  });

  it('refuses everything once the credentials have expired', async () => {
    running.actions.expireCredentials?.({});
    await expect(whoAmI()).rejects.toMatchObject({ name: 'ExpiredToken' });
  });

  it('refuses operations and parameters that it does not know', async () => {
    const ask = async (form: string) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=AKIAEMULATOR/20260105/eu-west-3/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
      const headers = { authorization, 'x-amz-date': '20260105T080000Z', 'x-amz-security-token': 'session' };
      return (await fetch(served.url, { method: 'POST', headers, body: form })).text();
    };
    expect(await ask('Action=AssumeRole&Version=2011-06-15')).toContain('<Code>InvalidAction</Code>');
    expect(await ask('Action=GetEverything&Version=2011-06-15')).toContain('<Code>InvalidAction</Code>');
    expect(await ask('Action=GetCallerIdentity&Version=2011-06-15&Colour=blue')).toContain('InvalidParameterValue');
    expect(await ask('Action=GetCallerIdentity&Version=2001-01-01')).toContain('InvalidParameterValue');
  });
});
