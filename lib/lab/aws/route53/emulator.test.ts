import { afterEach, describe, expect, it } from 'vitest';
import { type Served, serveEmulator } from '../../emulator/serve';
import { route53Emulator } from './emulator';

let served: Served | undefined;
afterEach(() => {
  served?.close();
  served = undefined;
});

const SIGNATURE = `AWS4-HMAC-SHA256 Credential=AKIAEMULATOR/20260105/us-east-1/route53/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
const RRSET = '/2013-04-01/hostedzone/Z0SHOP/rrset';

async function ask(path: string, body?: string): Promise<string> {
  served ??= await serveEmulator(route53Emulator({}));
  const response = await fetch(served.url + path, {
    headers: { authorization: SIGNATURE, 'x-amz-date': '20260105T080000Z' },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });
  return `${response.status} ${await response.text()}`;
}

const batch = (...changes: string[]) =>
  `<?xml version="1.0"?><ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes>${changes.join('')}</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`;
const change = (action: string, identifier: string, weight: number, address = '192.0.2.10') =>
  `<Change><Action>${action}</Action><ResourceRecordSet><Name>api.shop.example</Name><Type>A</Type><SetIdentifier>${identifier}</SetIdentifier><Weight>${weight}</Weight><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>${address}</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></Change>`;

describe('the Route 53 emulator', () => {
  it('lists in the order of reversed names, from where it is told', async () => {
    const all = await ask(`${RRSET}?name=api.shop.example&type=A&maxitems=1`);
    expect(all).toContain('<SetIdentifier>blue</SetIdentifier>');
    expect(all).toContain('<NextRecordIdentifier>green</NextRecordIdentifier>');
  });

  it('carries a batch out whole or not at all', async () => {
    const reply = await ask(RRSET, batch(change('UPSERT', 'red', 1), change('DELETE', 'blue', 7)));
    expect(reply).toMatch(/^400 .*InvalidChangeBatch.*values provided do not match the current values/);
    expect(await ask(RRSET)).not.toContain('red');
    expect(await ask(RRSET, batch(change('DELETE', 'blue', 0), change('CREATE', 'blue', 9)))).toContain('PENDING');
    expect(await ask(RRSET)).toContain('<Weight>9</Weight>');
  });

  it.each([
    ['an unknown element', RRSET, batch('<Change><Colour>red</Colour></Change>'), /^400 .*MalformedXML/],
    ['a document cut off', RRSET, '<ChangeResourceRecordSetsRequest><ChangeBatch>', /^400 .*MalformedXML/],
    ['a weight beyond 255', RRSET, batch(change('UPSERT', 'red', 256)), /^400 .*InvalidChangeBatch/],
    ['what is there already', RRSET, batch(change('CREATE', 'blue', 0)), /^400 .*already exists/],
    ['another zone', RRSET.replace('Z0SHOP', 'Z0OTHER'), undefined, /^404 .*NoSuchHostedZone/],
    ['an unknown parameter', `${RRSET}?colour=red`, undefined, /^400 .*InvalidInput/],
    ['an unknown change', '/2013-04-01/change/C9', undefined, /^404 .*NoSuchChange/],
    ['an unknown operation', '/2013-04-01/healthcheck', undefined, /^404 .*UnknownOperation/],
  ])('refuses %s', async (_what, path, body, reply) => expect(await ask(path, body)).toMatch(reply));
});
