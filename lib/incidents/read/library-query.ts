import { z } from 'zod';
import { CAUSES, CLASSES, REVIEWS } from '@/lib/domain/words';

export const SORTS = ['newest', 'oldest', 'longest'] as const;
export type Sort = (typeof SORTS)[number];

const word = (max: number) => z.string().trim().min(1).max(max).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What the library is narrowed to, as it stands in the URL. A value that makes no sense is dropped. */
export const libraryQuerySchema = z.object({
  q: word(200),
  /** A service's slug. */
  service: word(100),
  class: z.enum(CLASSES).optional().catch(undefined),
  cause: z.enum(CAUSES).optional().catch(undefined),
  tag: word(40),
  review: z.enum(REVIEWS).optional().catch(undefined),
  /** First and last day, UTC. */
  from: day,
  until: day,
  sort: z.enum(SORTS).optional().catch(undefined),
  cursor: z.string().max(60).optional().catch(undefined),
});
export type LibraryQuery = z.infer<typeof libraryQuerySchema>;

const cursorSchema = z.tuple([z.coerce.number(), z.coerce.number().int()]);

/** Where a page ends: milliseconds of what it is sorted by, and the number, which is unique. */
export type LibraryCursor = z.infer<typeof cursorSchema>;

export const writeCursor = (cursor: LibraryCursor): string => cursor.join('_');

/** Null for a cursor that nobody wrote: the list then starts at the top. */
export function readCursor(text: string | undefined): LibraryCursor | null {
  const parts = text?.split('_') ?? [];
  const parsed = cursorSchema.safeParse(parts.every((part) => part !== '') ? parts : []);
  return parsed.success ? parsed.data : null;
}
