import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldShape, FormField } from '@/lib/domain/form';
import { LOCALES } from '@/lib/domain/words';
import settings from '@/lib/i18n/messages/en/settings.json' with { type: 'json' };
import { channelsById, checksById, providersById } from '../installed';
import { serviceForm } from './service-form';
import { objectionKey, settingWords } from './words';

type Visit = (field: FormField, path: string) => void;

function walk(fields: readonly FormField[], path: string, visit: Visit): void {
  for (const field of fields) {
    visit(field, `${path}.${field.name}`);
    into(field.shape, `${path}.${field.name}`, visit);
  }
}

function into(shape: FieldShape, path: string, visit: Visit): void {
  if (shape.kind === 'group') walk(shape.fields, path, visit);
  if (shape.kind === 'list') into(shape.item, path, visit);
  if (shape.kind === 'variant') for (const { value, fields } of shape.options) walk(fields, `${path}(${value})`, visit);
}

async function shapesOf(): Promise<Map<string, FieldShape>> {
  const shapes = new Map<string, FieldShape>();
  walk(await serviceForm('en'), '', ({ shape }, path) => shapes.set(path, shape));
  return shapes;
}

describe('the form of a service', () => {
  it('offers every kind that is installed', async () => {
    const kinds = (shape: FieldShape | undefined) =>
      shape?.kind === 'list' && shape.item.kind === 'variant' ? shape.item.options.map(({ value }) => value) : [];
    const shapes = await shapesOf();
    expect(kinds(shapes.get('.components'))).toEqual(Object.keys(providersById));
    expect(kinds(shapes.get('.checks'))).toEqual(Object.keys(checksById));
    expect(kinds(shapes.get('.channels'))).toEqual(Object.keys(channelsById));
  });

  it('knows how each kind of setting is filled in', async () => {
    const shapes = await shapesOf();
    expect(shapes.get('.components(git).config.credentials')).toMatchObject({ kind: 'variant', key: 'kind' });
    expect(shapes.get('.components(vercel).config.token')).toEqual({ kind: 'text', format: 'reference' });
    expect(shapes.get('.components(route53).config.type')).toMatchObject({ kind: 'choice' });
    expect(shapes.get('.checks(http).config.headers')).toEqual({ kind: 'map' });
    expect(shapes.get('.checks(http).config.status')).toEqual({ kind: 'value', long: false });
    expect(shapes.get('.checks(command).config.argv')).toMatchObject({ kind: 'list' });
    expect(shapes.get('.freezes.from')).toEqual({ kind: 'instant' });
    expect(shapes.get('.playbooks.steps')).toEqual({ kind: 'steps' });
  });

  it('has words for every setting, for nobody should have to read a schema', async () => {
    const { any } = settings;
    const missing: string[] = [];
    walk(await serviceForm('en'), '', ({ name }, path) => {
      if (!(name in any)) missing.push(path);
    });
    expect(missing).toEqual([]);
  });

  it.each(LOCALES)('says a setting in the words of whom it belongs to first, in %s', async (locale) => {
    const words = await settingWords(locale);
    const label = (owner: string) => words.label({ owner, path: ['host'] });
    expect(label('channel.email')).toContain('SMTP');
    expect(label('component.compose')).toContain('Docker');
    expect(words.label({ owner: 'component.git', path: ['neverHeardOf'] })).toBe('Never heard of');
  });
});

describe('an objection of a schema', () => {
  const SCHEMAS =
    /^lib\/(?:(?:providers|checks|channels)\/[\w-]+\/config|checks\/\w+|channels\/fields|net\/(?:aws|docker|pattern|reference))\.ts$/;
  const SENTENCE = /(?:error|message): (?:'((?:[^'\\]|\\.)*)'|"([^"]*)")/g;

  it('is there in both languages, whoever wrote the schema', () => {
    const known = new Set(Object.keys(settings.objection));
    const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).map((file) => `lib/${file}`);
    const sentences = files
      .filter((file) => SCHEMAS.test(file))
      .flatMap((file) => {
        const text = readFileSync(file, 'utf8');
        return [...text.matchAll(SENTENCE)].map(([, single, double]) => single ?? double ?? '');
      });
    expect(sentences.length).toBeGreaterThan(20);
    expect(sentences.filter((sentence) => sentence !== '' && !known.has(objectionKey(sentence)))).toEqual([]);
  });
});
