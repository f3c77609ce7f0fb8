import { failed } from '@/lib/auth/failure';
import { json, tokenRoute } from '@/lib/auth/route';
import { readBackup } from '@/lib/deployments/read-backup';
import { deployTokenOf } from '@/lib/deployments/tokens';

/** Where the restore points of one request stand. 200; 401 without a known token; 404 for one that another token asked for. */
export const GET = tokenRoute<{ id: string }>(
  'the deploy token that asked for it, in the Authorization header',
  deployTokenOf,
  async (_request, { params, token }) => {
    const backup = await readBackup(params.id, token);
    return backup ? json({ ok: true, data: backup }) : json(failed('no_such_backup'), 404);
  },
);
