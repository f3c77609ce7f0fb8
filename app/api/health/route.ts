import { json, publicRoute } from '@/lib/auth/route';
import { isDatabaseUp } from '@/lib/boot/health';

/** For load balancers: 200 while this process can serve, 503 while its database does not answer. */
export const GET = publicRoute('says only whether the console can work', async () => {
  const up = await isDatabaseUp();
  return json({ status: up ? 'ok' : 'database_unreachable' }, up ? 200 : 503);
});
