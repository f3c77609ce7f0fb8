import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serviceHistory } from '@/lib/catalogue/history';
import { keptSetting } from '@/lib/catalogue/incident-settings';
import { openEditor } from '@/lib/catalogue/open-editor';
import { getService, serviceFact } from '@/lib/catalogue/read';
import { saveService } from '@/lib/catalogue/save';
import { closeDb, db } from '@/lib/db/client';
import { type EditorDraft, type FormObject, ITEM_ID, type SaveAnswer } from '@/lib/domain/form';
import { connectComponent } from '@/lib/incidents/connect';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { TEST_SECRET } from '../setup/signed-in';

let database: TestDatabase;
const ANN = 'ann';

beforeAll(async () => {
  database = await freshDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = TEST_SECRET;
  await db().user.create({ data: { id: ANN, email: 'ann@shop.example', name: 'Ann', role: 'admin' } });
});
afterAll(async () => {
  await closeDb();
  await database.drop();
});

const SHOP: FormObject = {
  name: 'Shop & Café',
  environment: 'production',
  owner: 'Payments',
  components: [
    { [ITEM_ID]: 'a', name: 'web', provider: 'git', config: { remote: 'https://git.example/web.git' } },
    { [ITEM_ID]: 'b', name: 'api', provider: 'git', config: { remote: 'https://git.example/api.git' } },
  ],
  checks: [{ [ITEM_ID]: 'c', name: 'Health', kind: 'http', required: true, config: { url: 'https://shop.example/' } }],
  playbooks: [{ [ITEM_ID]: 'd', name: 'Both', expectMinutes: 10, steps: ['web', 'api'] }],
};
const SLUG = 'shop-cafe';
const NEW: EditorDraft = { version: 0, service: {} };

const create = (service: FormObject, locale: 'en' | 'fr' = 'en') =>
  saveService({ slug: null, base: NEW, service, alsoOpen: false, locale, actor: ANN });

const saveOver = (base: EditorDraft, service: FormObject, actor = ANN, alsoOpen = false) =>
  saveService({ slug: SLUG, base, service, alsoOpen, locale: 'en', actor });

async function open(): Promise<EditorDraft> {
  const editor = await openEditor(SLUG, 'en');
  if (!editor) throw new Error('no such service');
  return editor.draft;
}

const problemsOf = (answer: SaveAnswer) => (answer.outcome === 'invalid' ? answer.problems : []);

/** The service with one of its list's items changed. */
const edited = (service: FormObject, list: string, index: number, change: FormObject): FormObject => ({
  ...service,
  [list]: (service[list] as FormObject[]).map((item, place) => (place === index ? { ...item, ...change } : item)),
});

beforeEach(async () => {
  expect(await create(SHOP)).toMatchObject({ outcome: 'saved', slug: SLUG });
});
afterEach(async () => {
  await db().service.deleteMany();
  await db().auditEntry.deleteMany();
});

describe('a service from a form', () => {
  it('is there with all that was written, under a short name made from its name', async () => {
    const service = await getService(SLUG);
    expect(service?.components.map(({ name }) => name)).toEqual(['web', 'api']);
    expect(service?.playbooks[0]?.waves).toEqual([['web'], ['api']]);
  });

  it('is not created over another one', async () => {
    expect(problemsOf(await create(SHOP))).toEqual([
      { path: 'slug', message: 'another service has this short name: choose a different one' },
    ]);
  });

  it('has each mistake at its field, in the language of the reader', async () => {
    const wrong = {
      ...SHOP,
      name: 'Other',
      owner: undefined,
      components: [{ name: 'web', provider: 'git', config: {} }],
      checks: [{ name: 'Fast', kind: 'http', required: true, config: { url: 'https://x.example/', status: 9 } }],
    } as FormObject;
    const problems = problemsOf(await create(wrong, 'fr'));
    expect(problems).toContainEqual({ path: 'owner', message: 'À remplir' });
    expect(problems).toContainEqual({ path: 'components[0].config.remote', message: 'À remplir' });
    expect(problems.map(({ path }) => path)).toContain('checks[0].config.status');
    expect(problems.map(({ message }) => message).join()).not.toContain('Invalid');
    expect(await db().service.count()).toBe(1);
  });

  it('does not take a secret in the place of a reference', async () => {
    const secret = 'ghp_012345678901234567890123456789abcdef';
    const wrong = edited({ ...SHOP, name: 'Other' }, 'components', 0, {
      config: { remote: 'https://git.example/web.git', credentials: { kind: 'token', reference: secret } },
    });
    const answer = await create(wrong);
    expect(problemsOf(answer).map(({ path }) => path)).toContain('components[0].config.credentials.reference');
    expect(JSON.stringify(answer)).not.toContain(secret);
  });
});

describe('a new name', () => {
  it('leaves a component what it was, for incidents and verdicts point to it', async () => {
    const draft = await open();
    const before = await getService(SLUG);
    const service = edited(draft.service, 'components', 0, { name: 'front' });
    const renamed = {
      ...service,
      playbooks: [{ name: 'Both', expectMinutes: 10, steps: ['front', 'api'] }],
    } as FormObject;
    expect(await saveOver(draft, renamed)).toMatchObject({ outcome: 'saved' });
    const after = await getService(SLUG);
    expect(after?.components.map(({ id }) => id)).toEqual(before?.components.map(({ id }) => id));
    expect(after?.components.map(({ name }) => name)).toEqual(['front', 'api']);
  });

  it('may be exchanged with that of another component', async () => {
    const draft = await open();
    const ids = (await getService(SLUG))?.components.map(({ id }) => id);
    const swapped = edited(edited(draft.service, 'components', 0, { name: 'api' }), 'components', 1, { name: 'web' });
    expect(await saveOver(draft, swapped)).toMatchObject({ outcome: 'saved' });
    const after = await getService(SLUG);
    expect(after?.components.map(({ id, name }) => [id, name])).toEqual([
      [ids?.[0], 'api'],
      [ids?.[1], 'web'],
    ]);
  });
});

describe('two editors at once', () => {
  it('lose nothing: the second sees the difference and gets both brought together', async () => {
    const [first, second] = [await open(), await open()];
    await saveOver(first, edited(first.service, 'checks', 0, { config: { url: 'https://shop.example/health' } }));
    const mine = edited(second.service, 'components', 1, { config: { remote: 'https://git.example/other.git' } });
    const answer = await saveOver(second, mine, 'somebody');
    if (answer.outcome !== 'conflict') throw new Error(answer.outcome);
    expect(answer.by).toBe('Ann');
    expect(answer.diff).toContain('+          remote: https://git.example/other.git');
    expect(answer.diff).toContain('-          url: https://shop.example/health');
    expect((await open()).version).toBe(answer.theirs.version);
    expect(await saveOver(answer.theirs, answer.merged)).toMatchObject({ outcome: 'saved' });
    const service = await getService(SLUG);
    expect(service?.checks[0]?.config.url).toBe('https://shop.example/health');
    expect(service?.components[1]?.config.remote).toBe('https://git.example/other.git');
  });
});

it('remembers who changed what', async () => {
  const draft = await open();
  await saveOver(draft, { ...draft.service, owner: 'Shop team' });
  const [latest, created] = await serviceHistory(SLUG, 'en');
  expect(latest).toMatchObject({ by: 'Ann', changes: ['Changed the service: owner'] });
  expect(latest?.diff).toContain('+    owner: Shop team');
  expect(created?.changes[0]).toBe('Created the service');
});

it('gives an incident the wording that the team has for its messages', async () => {
  const draft = await open();
  const messages = { en: { start: '{{title}}: {{eta}}' } };
  expect(await saveOver(draft, { ...draft.service, messages })).toMatchObject({ outcome: 'saved' });
  const { id } = await db().service.findUniqueOrThrow({ where: { slug: SLUG } });
  expect((await serviceFact(id)).messages).toEqual(messages);
  const again = await open();
  const wrong = { ...again.service, messages: { en: { start: '{{etta}}' } } };
  expect(problemsOf(await saveOver(again, wrong)).map(({ path }) => path)).toEqual(['messages.en.start']);
});

it('says nothing happened when nothing changed', async () => {
  const draft = await open();
  expect(await saveOver(draft, draft.service)).toEqual({ outcome: 'saved', slug: SLUG, changes: [] });
  expect((await open()).version).toBe(draft.version);
});

describe('an incident that is under way', () => {
  const INCIDENT = 'open-incident';

  async function declare(): Promise<{ checkId: string; componentId: string }> {
    const service = await getService(SLUG);
    const { number: _, ...row } = incidentRow(service?.id ?? '');
    await db().incident.create({ data: row });
    return { checkId: service?.checks[0]?.id ?? '', componentId: service?.components[0]?.id ?? '' };
  }
  const incidentRow = (serviceId: string) => ({
    id: INCIDENT,
    number: 0,
    serviceId,
    title: 'Checkout fails',
    class: 'urgent',
    status: 'open',
    phase: 'evaluation',
    drill: false,
    commanderId: ANN,
    commander: 'Ann',
    declaredAt: new Date(),
    lastSeq: 0,
    lastAt: new Date(),
    lastHash: '',
    state: {},
    stateVersion: 0,
  });
  afterEach(async () => {
    await db().incidentSetting.deleteMany();
    await db().incident.deleteMany();
  });

  const changed = (service: FormObject): FormObject =>
    edited(
      {
        ...service,
        components: [(service.components as FormObject[])[1] as FormObject],
        playbooks: undefined,
      } as FormObject,
      'checks',
      0,
      { config: { url: 'https://shop.example/other' } },
    );

  it('goes on with what it began with, what was removed included', async () => {
    const { checkId, componentId } = await declare();
    const draft = await open();
    expect(await saveOver(draft, changed(draft.service))).toMatchObject({ outcome: 'saved' });
    expect(await keptSetting(INCIDENT, checkId)).toMatchObject({ config: { url: 'https://shop.example/' } });
    const { component } = await connectComponent(componentId, INCIDENT);
    expect(component.name).toBe('web');
    await expect(connectComponent(componentId, null)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps what it had first when the catalogue changes twice', async () => {
    const { checkId } = await declare();
    for (const url of ['https://shop.example/second', 'https://shop.example/third']) {
      const draft = await open();
      await saveOver(draft, edited(draft.service, 'checks', 0, { config: { url } }));
    }
    expect(await keptSetting(INCIDENT, checkId)).toMatchObject({ config: { url: 'https://shop.example/' } });
  });

  it('follows when the editor says so, for one of its addresses may be what is wrong', async () => {
    const { checkId } = await declare();
    const first = await open();
    await saveOver(first, edited(first.service, 'checks', 0, { config: { url: 'https://shop.example/wrong' } }));
    const second = await open();
    await saveOver(second, second.service, ANN, true);
    expect(await keptSetting(INCIDENT, checkId)).toBeNull();
  });
});
