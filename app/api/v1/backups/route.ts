import { invalidInput } from '@/lib/auth/failure';
import { json, tokenRoute } from '@/lib/auth/route';
import { backupSchema, requestBackup } from '@/lib/deployments/request-backup';
import { deployTokenOf } from '@/lib/deployments/tokens';

/**
 * Asks for restore points of a service's databases, before a pipeline migrates them. 202 with the request's id, under which
 * its state is read; 401 without a known token; 404 where there is no such service or nothing to back up; 400 with the
 * problem of each field.
 */
export const POST = tokenRoute(
  'a deploy token in the Authorization header',
  deployTokenOf,
  async (request, { token }) => {
    const input = backupSchema.safeParse(await request.json());
    if (!input.success) return json(invalidInput(input.error.issues), 400);
    const asked = await requestBackup(input.data, token);
    return json(asked, asked.ok ? 202 : 404);
  },
);
