import { json, route } from '@/lib/auth/route';
import { localeSchema } from '@/lib/incidents/control';
import { planBScript } from '@/lib/incidents/plan-b';

/** The plan as a shell script, for when the console itself is down. */
export const GET = route<{ id: string }>('incident:read', async (request, { params }) => {
  const locale = localeSchema.parse(new URL(request.url).searchParams.get('locale'));
  const script = await planBScript(params.id, locale);
  if (!script) return json({ ok: false, error: { code: 'no_plan' } }, 404);
  return new Response(script.text, {
    headers: {
      'content-type': 'text/x-shellscript; charset=utf-8',
      'content-disposition': `attachment; filename="${script.fileName}"`,
      'cache-control': 'no-store',
    },
  });
});
