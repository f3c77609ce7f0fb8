import { z } from 'zod';
import { LOCALES } from '@/lib/domain/words';

export const pauseSchema = z.object({ runId: z.string().min(1) });
export const abortSchema = pauseSchema.extend({ reason: z.string().trim().min(1).max(2_000) });
/** A language asked for in a query; anything else is English. */
export const localeSchema = z.enum(LOCALES).catch('en');
