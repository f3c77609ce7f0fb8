import { invalidInput } from '@/lib/auth/failure';
import { json, tokenRoute } from '@/lib/auth/route';
import { deploymentSchema, recordDeployment } from '@/lib/deployments/record';
import { deployTokenOf } from '@/lib/deployments/tokens';

/**
 * What a delivery pipeline deployed. 201 with the marker's id; 401 without a known token; 404 for an unknown component;
 * 400 with the problem of each field.
 */
export const POST = tokenRoute(
  'a deploy token in the Authorization header',
  deployTokenOf,
  async (request, { token }) => {
    const input = deploymentSchema.safeParse(await request.json());
    if (!input.success) return json(invalidInput(input.error.issues), 400);
    const recorded = await recordDeployment(input.data, token);
    return json(recorded, recorded.ok ? 201 : 404);
  },
);
