'use server';

import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { done } from '@/lib/auth/failure';
import { setArchived as setServiceArchived } from '@/lib/catalogue/archive';
import { readYaml } from '@/lib/catalogue/from-yaml';
import { saveService } from '@/lib/catalogue/save';
import { tryPart } from '@/lib/catalogue/try';
import type { FormObject } from '@/lib/domain/form';

const locale = async () => ((await getLocale()) === 'fr' ? 'fr' : 'en');
/** What a form holds; what belongs where is for the catalogue to judge. */
const formObject = z.record(z.string(), z.json()) as z.ZodType<FormObject, FormObject>;
const slug = z.string().max(63);
const draft = z.object({ version: z.int().min(0), service: formObject });

export const save = action(
  'catalogue:edit',
  z.tuple([slug.nullable(), draft, formObject, z.boolean()]),
  async ([name, base, service, alsoOpen], { user }) =>
    done(await saveService({ slug: name, base, service, alsoOpen, locale: await locale(), actor: user.id })),
);

export const setArchived = action('catalogue:edit', z.tuple([slug, z.boolean()]), async ([name, archived], { user }) =>
  done(await setServiceArchived(name, archived, user.id)),
);

export const tryOut = action(
  'catalogue:edit',
  z.tuple([z.enum(['component', 'check', 'channel']), z.string().max(100), formObject]),
  async ([part, kind, config]) => done(await tryPart({ part, kind, config, locale: await locale() })),
);

export const importYaml = action(
  'catalogue:edit',
  z.tuple([z.string().max(1_000_001), z.boolean()]),
  async ([text, dryRun], { user }) => done(await readYaml(text, user.id, dryRun, await locale())),
);
