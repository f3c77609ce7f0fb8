'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { actorOf } from '@/lib/auth/session';
import { LOCALES } from '@/lib/domain/words';
import { saveTemplate as save } from '@/lib/incidents/templates';

const template = z.object({ locale: z.enum(LOCALES), body: z.string().max(50_000), version: z.number().int().min(0) });

export const saveTemplate = action('postmortem:review', z.tuple([template]), async ([input], session) =>
  save(input, actorOf(session)),
);
