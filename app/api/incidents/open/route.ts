import { json, route } from '@/lib/auth/route';
import { databaseNow } from '@/lib/incidents/read/now';
import { listOpenIncidents } from '@/lib/incidents/read/open-incidents';

/** What home shows big, read again while somebody looks. */
export const GET = route('incident:read', async () => {
  const [incidents, now] = await Promise.all([listOpenIncidents(), databaseNow()]);
  return json({ incidents, now });
});
