import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { INSTALLED } from '@/lib/catalogue/installed';
import { parseCatalogue } from '@/lib/catalogue/parse';
import { parseSettings, SETTING_NAMES, SettingsError } from '@/lib/settings';
import packageJson from '../../package.json';

const ROOT = path.resolve(import.meta.dirname, '../..');
const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const REQUIRED = { DATABASE_URL: 'postgresql://u:p@db.example.com/repli', NEXTAUTH_SECRET: 'x'.repeat(32) };

/** Words after `npm` that are no script of ours. */
const NPM_ITSELF = new Set(['ci', 'commands', 'test']);

/** `| NAME | default | meaning |` */
/** A default that is no value says in words what happens without one: `off`, “made on first use”. */
const settingRows = [...readme.matchAll(/^\| `([A-Z][A-Z_]+)` \| (required|`[^`]+`|[a-z][a-z ]+) \| /gm)].map(
  ([, name = '', value = '']) => ({
    name,
    value: value.replaceAll('`', ''),
    isWords: /^(?!required)[a-z]/.test(value),
  }),
);

describe('the README', () => {
  it('lists every setting, and no other', () => {
    expect(settingRows.map(({ name }) => name).sort()).toEqual([...SETTING_NAMES].sort());
  });

  it.each(settingRows.filter(({ isWords }) => isWords))('is fine without $name', ({ name }) => {
    expect(Object.keys(REQUIRED)).not.toContain(name);
  });

  it.each(settingRows.filter(({ isWords }) => !isWords))(
    'says what $name is when it is not set: $value',
    ({ name, value }) => {
      if (value === 'required') {
        const without = Object.fromEntries(Object.entries(REQUIRED).filter(([key]) => key !== name));
        expect(() => parseSettings(without)).toThrow(SettingsError);
      } else {
        expect(parseSettings({ ...REQUIRED, [name]: value })).toEqual(parseSettings(REQUIRED));
      }
    },
  );

  it('has an example of services that is read with contacts, links and playbooks', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(parseCatalogue(yaml, INSTALLED)).toMatchObject({
      ok: true,
      services: [
        {
          contacts: [{ role: 'on-call' }, { role: 'DBA' }, { role: 'DevOps' }],
          links: [{ name: 'Dashboard' }],
          checks: [{ kind: 'http' }, { kind: 'http' }, { kind: 'manual' }],
          objection: { seconds: 20 },
          freezes: [{ until: '2027-01-02T07:00:00Z' }],
          playbooks: [{ name: 'Code only', when: 'a bad deployment, the data is fine', expectMinutes: 10 }],
        },
      ],
    });
  });
});

const SERVICE = `services:
  - slug: checkout
    name: Checkout
    environment: production
    owner: Payments team
    components: [{ name: web, provider: git, config: { remote: "https://git.example.com/shop/web.git" } }]
`;

it.each(['checks', 'channels'])('the README shows %s that a service can have', (list) => {
  const [, fragment = ''] = new RegExp(`\`\`\`yaml\\n(${list}:\\n[\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  const parsed = parseCatalogue(SERVICE + fragment.replace(/^(?=.)/gm, '    '), INSTALLED);
  expect(parsed).toMatchObject({ ok: true, services: [{ [list]: expect.arrayContaining([expect.anything()]) }] });
});

const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'lib/providers/README.md'];
const decisions = readdirSync(path.join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`);

/** Paths in code marks or links: with a slash, or a document of the root. */
const NAMED = /(?:`|\]\()([\w.-]+(?:\/[\w.-]+)+|[A-Z]+\.md|LICENSE|\.env\.example)[`)]/g;

it.each([...DOCUMENTS, ...decisions])('%s names only files, folders and commands that there are', (document) => {
  const text = readFileSync(path.join(ROOT, document), 'utf8');
  const gone = [...text.matchAll(NAMED)]
    .map(([, name = '']) => name)
    .filter((name) => !existsSync(path.join(ROOT, name)));
  const commands = [...text.matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name);
  const unknown = commands.filter((name) => !NPM_ITSELF.has(name) && !Object.hasOwn(packageJson.scripts, name));
  expect([...gone, ...unknown]).toEqual([]);
});
