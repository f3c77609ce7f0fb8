import { describe, expect, it } from 'vitest';
import { parseCatalogue } from './parse';
import { TEST_KINDS } from './testing';

const GOOD = `services:
  - slug: shop
    name: Shop
    environment: production
    owner: Payments team
    contacts: [{ role: on-call, name: Ann, phone: "+33 1 02 03 04 05" }]
    links: [{ name: Dashboard, url: "https://dash.example/shop" }]
    channels: [{ kind: webhook, url: env:HOOK }]
    components:
      - { name: web, provider: git, config: { remote: "file:///srv/shop.git" } }
    checks:
      - { name: Health, kind: http, required: true, config: { url: "http://127.0.0.1/health" } }
    playbooks:
      - { name: Code only, when: bad code, expectMinutes: 10, steps: [web] }
`;

const parse = (text: string) => parseCatalogue(text, TEST_KINDS);
const mistakesOf = (text: string) => {
  const parsed = parse(text);
  return parsed.ok ? [] : parsed.mistakes.map(({ line, column, path, code }) => `${line}:${column} ${path} ${code}`);
};
/** The good file with one line replaced. */
const withLine = (line: number, text: string) =>
  GOOD.split('\n')
    .map((old, index) => (index === line - 1 ? text : old))
    .join('\n');

describe('a catalogue file', () => {
  it('is read with its defaults filled in', () => {
    const parsed = parse(GOOD);
    expect(parsed).toMatchObject({
      ok: true,
      services: [{ slug: 'shop', stability: { windowSeconds: 120, intervalSeconds: 5 }, checks: [{ required: true }] }],
    });
  });

  it('tells where it is not YAML', () => {
    expect(mistakesOf('services: [1,\n')).toEqual([expect.stringMatching(/^2:1 .*syntax$/)]);
  });

  it('refuses keys that are there twice', () => {
    expect(mistakesOf(withLine(3, '    name: Shop\n    name: Shop'))).toEqual([
      expect.stringMatching(/^4:5 .*syntax$/),
    ]);
  });

  it('refuses unknown keys at the key', () => {
    expect(mistakesOf(withLine(5, '    owner: Me\n    colour: red'))).toEqual(['6:5 services[0].colour unknown_key']);
  });

  it('refuses settings that a lenient provider would ignore', () => {
    const line = '      - { name: web, provider: git, config: { remote: "file:///srv/shop.git", brunch: main } }';
    expect(mistakesOf(withLine(10, line))).toEqual(['10:79 services[0].components[0].config.brunch unknown_key']);
  });

  it('names what is missing at the thing that lacks it', () => {
    expect(mistakesOf(withLine(5, ''))).toEqual(['2:5 services[0].owner missing']);
  });

  it('checks settings with the kind that they are for', () => {
    const line = '      - { name: Health, kind: http, config: { url: "ftp://x" } }';
    expect(mistakesOf(withLine(12, line))).toEqual(['12:52 services[0].checks[0].config.url invalid']);
  });

  it('refuses kinds that are not installed and says which are', () => {
    const parsed = parse(withLine(8, '    channels: [{ kind: pigeon }]'));
    expect(parsed).toMatchObject({
      ok: false,
      mistakes: [{ line: 8, path: 'services[0].channels[0].kind', code: 'unknown_kind', params: { known: 'webhook' } }],
    });
  });

  it('does not take a name of the language for a kind', () => {
    const line = '      - { name: web, provider: constructor, config: {} }';
    expect(mistakesOf(withLine(10, line))).toEqual(['10:32 services[0].components[0].provider unknown_provider']);
  });

  it('refuses steps without a component, and the same step twice', () => {
    expect(mistakesOf(withLine(14, '      - { name: A, expectMinutes: 1, steps: [web, api, web] }'))).toEqual([
      '14:51 services[0].playbooks[0].steps[1] unknown_component',
      '14:56 services[0].playbooks[0].steps[2] duplicate',
    ]);
  });

  it('takes steps at the same time, and finds mistakes within them', () => {
    const line = (steps: string) => withLine(14, `      - { name: A, expectMinutes: 1, steps: ${steps} }`);
    expect(parse(line('[[web]]'))).toMatchObject({ ok: true, services: [{ playbooks: [{ steps: [['web']] }] }] });
    expect(mistakesOf(line('[web, [api, web]]'))).toEqual([
      '14:52 services[0].playbooks[0].steps[1][0] unknown_component',
      '14:57 services[0].playbooks[0].steps[1][1] duplicate',
    ]);
    expect(mistakesOf(line('[web, []]'))).toEqual(['14:51 services[0].playbooks[0].steps[1] invalid']);
  });

  it('keeps freezes in universal time, whatever their zone', () => {
    const freezes = (inner: string) => withLine(8, `    freezes: [{ ${inner}, reason: Holidays }]`);
    const good = freezes('from: 2026-12-24T18:00:00+01:00, until: 2027-01-02T08:00:00Z');
    expect(parse(good)).toMatchObject({
      ok: true,
      services: [{ freezes: [{ from: '2026-12-24T17:00:00Z', until: '2027-01-02T08:00:00Z' }] }],
    });
    expect(mistakesOf(freezes('from: 2026-12-24T18:00:00Z, until: 2026-12-24T18:30:00+01:00'))).toEqual([
      '8:52 services[0].freezes[0].until freeze_ends_first',
    ]);
    expect(mistakesOf(freezes('from: 2026-12-24 18:00, until: 2026-12-25'))).toEqual([
      '8:23 services[0].freezes[0].from invalid_time',
      '8:48 services[0].freezes[0].until invalid_time',
    ]);
  });

  it.each([9, 61])('does not let the team object for %d seconds', (seconds) => {
    expect(mistakesOf(withLine(8, `    objection: { seconds: ${seconds} }`))).toEqual([
      '8:27 services[0].objection.seconds invalid',
    ]);
  });

  it('refuses a slug that is there twice', () => {
    const twice = `${GOOD}${GOOD.split('\n').slice(1).join('\n')}`;
    expect(mistakesOf(twice)).toEqual(['15:11 services[1].slug duplicate']);
  });

  it('finds all mistakes of a file at once, in order, of whatever sort', () => {
    const broken = withLine(8, '    channels: [{ kind: pigeon }, nothing]')
      .replace('owner: Payments team', 'owner: 7')
      .replace('[web]', '[api]')
      .replace('required: true', 'required: yes')
      .replace('url: "http:', 'url: "gopher:');
    expect(mistakesOf(broken).map((text) => text.split(' ').slice(1).join(' '))).toEqual([
      'services[0].owner invalid',
      'services[0].channels[0].kind unknown_kind',
      'services[0].channels[1] invalid',
      'services[0].checks[0].required invalid',
      'services[0].checks[0].config.url invalid',
      'services[0].playbooks[0].steps[0] unknown_component',
    ]);
  });

  it.each([
    ['a key named so', '{ kind: webhook, url: env:HOOK, secret: hunter2 }'],
    ['an address with a password', '{ kind: webhook, url: "https://me:hunter2@hooks.example" }'],
    ['a known shape', '{ kind: webhook, url: "https://hooks.slack.com/services/T0001/B01/hunter2" }'],
  ])('refuses a secret written as %s, without repeating it', (_, channel) => {
    const parsed = parse(withLine(8, `    channels: [${channel}]`));
    expect(parsed).toMatchObject({ ok: false, mistakes: [{ code: 'written_secret', line: 8 }] });
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });

  it('lets references and names of secrets stand', () => {
    const line =
      '      - { name: db-url, provider: vault, config: { secretId: shop/database-url, token: file:/run/token } }\n      - { name: web, provider: git, config: { remote: x } }';
    expect(mistakesOf(withLine(10, line))).toEqual([]);
  });

  it('does not blow up on aliases of aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]',
      'd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]',
    ];
    expect(mistakesOf(bomb.join('\n'))).toEqual([expect.stringContaining('too_many_aliases')]);
  });

  it('answers for an empty file too', () => {
    expect(mistakesOf('')).toHaveLength(1);
  });
});
