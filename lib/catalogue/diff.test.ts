import { describe, expect, it } from 'vitest';
import { diffServices } from './diff';
import { type ServiceDocument, serviceDocumentSchema } from './document';

const service = (changes: object = {}): ServiceDocument =>
  serviceDocumentSchema.parse({
    slug: 'shop',
    name: 'Shop',
    environment: 'production',
    owner: 'Team',
    components: [
      { name: 'web', provider: 'git', config: { remote: 'a', branch: 'main' } },
      { name: 'api', provider: 'git', config: { remote: 'b' } },
    ],
    ...changes,
  });
const say = (before: ServiceDocument[], after: ServiceDocument[]) =>
  diffServices(before, after).map(({ action, subject, name, fields }) => [action, subject, name, ...fields].join(' '));

describe('what an import would change', () => {
  it('is nothing for the same file', () => {
    expect(say([service()], [service()])).toEqual([]);
  });

  it('is everything of a new service', () => {
    expect(say([], [service()])).toEqual(['created service Shop', 'created component web', 'created component api']);
  });

  it('leaves services alone that the file does not name', () => {
    expect(say([service(), service({ slug: 'other' })], [service()])).toEqual([]);
  });

  it('names the fields that differ, into the settings', () => {
    const changed = service({
      owner: 'Others',
      components: [
        { name: 'web', provider: 'git', config: { remote: 'a', branch: 'next' } },
        { name: 'api', provider: 'git', config: { remote: 'b' } },
      ],
    });
    expect(say([service()], [changed])).toEqual(['changed service Shop owner', 'changed component web config.branch']);
  });

  it('does not mind in which order settings are written', () => {
    const [web, api] = service().components;
    const turned = service({ components: [{ ...web, config: { branch: 'main', remote: 'a' } }, api] });
    expect(say([service()], [turned])).toEqual([]);
  });

  it('tells removal and new order', () => {
    const [web, api] = service().components;
    expect(say([service()], [service({ components: [web] })])).toEqual(['removed component api']);
    expect(say([service()], [service({ components: [api, web] })])).toEqual([
      'changed component api order',
      'changed component web order',
    ]);
  });

  it('tells a freeze by when it begins, and its end as what changed', () => {
    const from = '2026-12-24T18:00:00+01:00';
    const before = service({ freezes: [{ from, until: '2026-12-25T00:00:00Z', reason: 'Eve' }] });
    const after = service({ freezes: [{ from, until: '2026-12-26T00:00:00Z', reason: 'Eve' }] });
    expect(say([before], [after])).toEqual(['changed freeze 2026-12-24T17:00:00Z until']);
    expect(say([service()], [service({ objection: { seconds: 20 } })])).toEqual(['changed service Shop objection']);
  });

  it('tells two channels of a kind apart by their place', () => {
    const two = service({
      channels: [
        { kind: 'webhook', url: 'env:A' },
        { kind: 'webhook', url: 'env:B' },
      ],
    });
    const one = service({ channels: [{ kind: 'webhook', url: 'env:A' }] });
    expect(say([two], [one])).toEqual(['removed channel webhook (2)']);
  });
});
