'use server';

import { z } from 'zod';
import { changePassword, passwordChangeSchema, profileSchema, saveProfile as saveOwn } from '@/lib/auth/account';
import { endOwnSession as endOwn } from '@/lib/auth/accounts';
import { action } from '@/lib/auth/action';
import { done, failed } from '@/lib/auth/failure';
import { createDeployToken, revokeDeployToken } from '@/lib/deployments/tokens';

export const saveProfile = action('account:edit', z.tuple([profileSchema]), async ([input], session) =>
  saveOwn(input, session),
);

export const savePassword = action('account:edit', z.tuple([passwordChangeSchema]), async ([input], session) =>
  changePassword(input, session),
);

export const endOwnSession = action(
  'account:edit',
  z.tuple([z.string().min(1).max(100)]),
  async ([sessionId], { user }) => endOwn(sessionId, user.id),
);

export const createToken = action(
  'deploy_token:manage',
  z.tuple([z.object({ name: z.string().trim().min(1).max(100) })]),
  async ([{ name }], { user }) => done(await createDeployToken(name, user)),
);

export const revokeToken = action('deploy_token:manage', z.tuple([z.string().max(100)]), async ([id], { user }) =>
  (await revokeDeployToken(id, user)) ? done(null) : failed('not_found'),
);
