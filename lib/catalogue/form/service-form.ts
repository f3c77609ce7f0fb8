import type { z } from 'zod';
import type { FieldShape, FormField } from '@/lib/domain/form';
import type { Locale } from '@/lib/domain/words';
import { serviceDocumentSchema } from '../document';
import { channelsById, checksById, providersById } from '../installed';
import { jsonSchemaOf } from './json-schema';
import { fieldsOf } from './shape';
import { type SettingWords, settingWords } from './words';

type Labelled = Record<string, { label: string; config: z.ZodType }>;

/** The form of a whole service, in the reader's language: made from the document's schema and those of every kind. */
export async function serviceForm(locale: Locale): Promise<FormField[]> {
  const words = await settingWords(locale);
  const fields = fieldsOf(
    jsonSchemaOf(serviceDocumentSchema.omit({ archived: true })),
    { owner: 'service', path: [] },
    words,
  );
  return fields.map((field) => withKinds(field, words));
}

/** Three lists hold things of several kinds, each with settings of its own; a fourth names components. */
function withKinds(field: FormField, words: SettingWords): FormField {
  if (field.shape.kind !== 'list') return field;
  const item = itemShape(field.name, field.shape.item, words);
  return { ...field, shape: { kind: 'list', item } };
}

function itemShape(list: string, item: FieldShape, words: SettingWords): FieldShape {
  const fields = item.kind === 'group' ? item.fields : [];
  if (list === 'components') return within(fields, 'provider', 'component', providersById, words);
  if (list === 'checks') return within(fields, 'kind', 'check', checksById, words);
  if (list === 'channels') return beside(channelsById, words);
  if (list === 'playbooks')
    return {
      kind: 'group',
      fields: fields.map((one) => (one.name === 'steps' ? { ...one, shape: { kind: 'steps' } } : one)),
    };
  return item;
}

/** `{ name, provider, config: { … } }`: the settings in a group of their own. */
function within(fields: FormField[], key: string, owner: string, kinds: Labelled, words: SettingWords): FieldShape {
  const options = Object.entries(kinds).map(([value, { label, config }]) => ({
    value,
    ...words.kind(owner, value, label),
    fields: fields
      .filter(({ name }) => name !== key)
      .map((field) =>
        field.name === 'config'
          ? { ...field, required: true, shape: settings(`${owner}.${value}`, config, words) }
          : field,
      ),
  }));
  return { kind: 'variant', key, options };
}

/** `{ kind, … }`: the settings beside the kind. */
function beside(kinds: Labelled, words: SettingWords): FieldShape {
  const options = Object.entries(kinds).map(([value, { label, config }]) => {
    const { fields } = settings(`channel.${value}`, config, words);
    return { value, ...words.kind('channel', value, label), fields };
  });
  return { kind: 'variant', key: 'kind', options };
}

function settings(owner: string, config: z.ZodType, words: SettingWords): { kind: 'group'; fields: FormField[] } {
  return { kind: 'group', fields: fieldsOf(jsonSchemaOf(config), { owner, path: [] }, words) };
}
