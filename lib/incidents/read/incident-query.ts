import { z } from 'zod';
import { CLASSES } from '@/lib/domain/words';

/** Filters of the list of incidents, as they stand in the URL. A value that makes no sense is dropped, never an error page. */
export const incidentQuerySchema = z.object({
  status: z.enum(['open', 'closed']).optional().catch(undefined),
  class: z.enum(CLASSES).optional().catch(undefined),
  /** A service's slug. */
  service: z.string().trim().min(1).max(100).optional().catch(undefined),
  /** Words of the title, or a number such as `142` or `INC-142`. */
  q: z.string().trim().min(1).max(200).optional().catch(undefined),
  cursor: z.string().max(60).optional().catch(undefined),
});
export type IncidentQuery = z.infer<typeof incidentQuerySchema>;

const cursorSchema = z.tuple([z.coerce.date(), z.coerce.number().int()]);

/** Where a page ends: time of declaration and number, which is unique. */
export interface Cursor {
  declaredAt: Date;
  number: number;
}

export function writeCursor(cursor: Cursor): string {
  return `${cursor.declaredAt.toISOString()}_${cursor.number}`;
}

/** Null for a cursor that nobody wrote: the list then starts at the top. */
export function readCursor(text: string | undefined): Cursor | null {
  const parsed = cursorSchema.safeParse(text?.split('_'));
  return parsed.success ? { declaredAt: parsed.data[0], number: parsed.data[1] } : null;
}

/** The incident's number in `142`, `#142` or `INC-142`; null when the search is words. */
export function searchedNumber(q: string): number | null {
  const digits = /^(?:inc-|#)?(\d{1,9})$/i.exec(q.trim())?.[1];
  return digits ? Number(digits) : null;
}
