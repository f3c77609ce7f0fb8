import { z } from 'zod';
import { json, route } from '@/lib/auth/route';
import { readEventsPage } from '@/lib/log/events-page';

const querySchema = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

/** Older events of a timeline, a page at a time: `?before=SEQ&limit=200`. */
export const GET = route<{ id: string }>('incident:read', async (request, { params }) => {
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return json({ ok: false, error: { code: 'invalid_input' } }, 400);
  const { before, limit } = query.data;
  return json(await readEventsPage(params.id, { limit, ...(before === undefined ? {} : { before }) }));
});
