import { route } from '@/lib/auth/route';
import { exportCatalogue } from '@/lib/catalogue/export';

/** The whole catalogue as YAML: references, no secrets. */
export const GET = route('catalogue:edit', async () => {
  const headers = {
    'content-type': 'application/yaml; charset=utf-8',
    'content-disposition': 'attachment; filename="catalogue.yaml"',
    'cache-control': 'no-store',
  };
  return new Response(await exportCatalogue(), { headers });
});
