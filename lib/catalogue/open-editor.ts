import { listCredentials } from '@/lib/credentials/read';
import { db } from '@/lib/db/client';
import type { EditorDraft, FormField, TemplateSamples } from '@/lib/domain/form';
import type { Locale } from '@/lib/domain/words';
import { draftOf } from './draft';
import { serviceForm } from './form/service-form';
import { withParts } from './rows';
import { templateSamples } from './template-samples';

export interface Editor {
  fields: FormField[];
  draft: EditorDraft;
  /** Numbers of the incidents that are open on it: they go on with what they began with. */
  open: number[];
  /** References to named credentials that settings may hold. */
  references: string[];
  samples: TemplateSamples;
}

/** The editor of a service with what is stored; null when there is none of that name. */
export async function openEditor(slug: string, locale: Locale): Promise<Editor | null> {
  const row = await db().service.findFirst({ where: { slug, archivedAt: null }, include: withParts });
  if (!row) return null;
  const fields = (await serviceForm(locale)).filter(({ name }) => name !== 'slug');
  const open = await db().incident.findMany({
    where: { serviceId: row.id, status: 'open' },
    select: { number: true },
    orderBy: { number: 'asc' },
  });
  return {
    fields,
    draft: draftOf(row),
    open: open.map(({ number }) => number),
    references: await references(),
    samples: await templateSamples(),
  };
}

/** The editor of a service that is not there yet. */
export async function openNewEditor(locale: Locale): Promise<Editor> {
  return {
    // Left empty, it is made from the name.
    fields: (await serviceForm(locale)).map((field) => (field.name === 'slug' ? { ...field, required: false } : field)),
    draft: { version: 0, service: {} },
    open: [],
    references: await references(),
    samples: await templateSamples(),
  };
}

async function references(): Promise<string[]> {
  const rows = await listCredentials();
  return rows.flatMap(({ name, fields }) => {
    const [, ...others] = fields.filter(({ held }) => held !== null);
    return [`credential:${name}`, ...others.map((field) => `credential:${name}/${field.name}`)];
  });
}
