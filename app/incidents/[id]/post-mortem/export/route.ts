import { failed } from '@/lib/auth/failure';
import { json, route } from '@/lib/auth/route';
import { readPostmortemText } from '@/lib/incidents/read/postmortem';
import { readState } from '@/lib/log/read-state';

/** The post-mortem as it was last saved, as a Markdown file. */
export const GET = route<{ id: string }>('incident:read', async (_request, { params }) => {
  const [text, state] = await Promise.all([readPostmortemText(params.id), readState(params.id)]);
  if (!text || !state) return json(failed('not_found'), 404);
  return new Response(text.body, {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="INC-${state.number}-post-mortem.md"`,
      'cache-control': 'no-store',
    },
  });
});
