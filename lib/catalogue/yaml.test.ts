import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffServices } from './diff';
import { instantText, type ServiceDocument } from './document';
import { parseCatalogue } from './parse';
import { TEST_KINDS } from './testing';
import { toYaml } from './yaml';

/** As JSON and YAML give them: with the usual prototype. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true });

const name = fc
  .oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom('yes', '~', '12:30', '- x', 'a: b', '#1', 'é « »'))
  .map((text) => text.trim())
  .filter((text) => text.length > 0);
const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8})?$/);
const named = <T>(item: fc.Arbitrary<T & { name: string }>) =>
  fc.uniqueArray(item, { selector: (one) => one.name, maxLength: 4 });

const component = record({
  name,
  provider: fc.constant('git'),
  config: record({ remote: name, branch: name }),
});
const check = record({
  name,
  kind: fc.constant('manual'),
  required: fc.boolean(),
  config: record({ instruction: name }),
});
const contact = fc.oneof(record({ role: name, name, phone: name }), record({ role: name, name }));

/** Milliseconds too: the database keeps them. */
const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const freeze = fc
  .uniqueArray(instant, { minLength: 2, maxLength: 2, selector: (date) => date.getTime() })
  .map((dates) => dates.map(instantText).sort())
  .chain(([from = '', until = '']) => record({ from: fc.constant(from), until: fc.constant(until), reason: name }));

/** Every second step joins the one before it. */
const inPairs = (names: string[]) =>
  names.flatMap((one, index) => {
    const next = names[index + 1];
    if (index % 2 === 1) return [];
    return [next === undefined ? one : [one, next]];
  });

const service: fc.Arbitrary<ServiceDocument> = record({
  slug,
  name,
  environment: name,
  owner: name,
  contacts: fc.array(contact, { maxLength: 3 }),
  links: fc.array(record({ name, url: fc.webUrl() }), { maxLength: 2 }),
  channels: fc.array(record({ kind: fc.constant('webhook'), url: fc.constant('env:HOOK') }), { maxLength: 2 }),
  stability: record({
    windowSeconds: fc.integer({ min: 60, max: 600 }),
    intervalSeconds: fc.integer({ min: 1, max: 60 }),
  }),
  freezes: fc.array(freeze, { maxLength: 3 }),
  objection: fc.option(record({ seconds: fc.integer({ min: 10, max: 60 }) }), { nil: undefined }),
  components: named(component).filter((list) => list.length > 0),
  checks: named(check),
}).map((made) => ({
  ...made,
  playbooks: [{ name: 'All', when: '', expectMinutes: 10, steps: inPairs(made.components.map((one) => one.name)) }],
}));
const services = fc.uniqueArray(service, { selector: (one) => one.slug, maxLength: 3 });

describe('an exported catalogue', () => {
  it('reads back to what was exported, whatever the names are', () => {
    fc.assert(
      fc.property(services, (made) => {
        const back = parseCatalogue(toYaml(made), TEST_KINDS);
        expect(back).toMatchObject({ ok: true });
        expect(diffServices(made, back.ok ? back.services : [])).toEqual([]);
        expect(toYaml(back.ok ? back.services : [])).toBe(toYaml(made));
      }),
      { numRuns: 50 },
    );
  });

  it('is the same text in whatever order the database answers', () => {
    fc.assert(
      fc.property(services, (made) => {
        expect(toYaml([...made].reverse())).toBe(toYaml(made));
      }),
      { numRuns: 20 },
    );
  });
});
