'use server';

import { z } from 'zod';
import { changeRole, endSession, invite, resetAccess, roleChangeSchema, setDisabled } from '@/lib/auth/accounts';
import { action } from '@/lib/auth/action';
import { newUserSchema } from '@/lib/auth/users';

const id = z.string().min(1).max(100);

export const invitePerson = action('user:manage', z.tuple([newUserSchema]), async ([input], { user }) =>
  invite(input, user.id),
);

export const resetPerson = action('user:manage', z.tuple([id]), async ([userId], { user }) =>
  resetAccess(userId, user.id),
);

export const setRole = action('user:manage', z.tuple([roleChangeSchema]), async ([input], { user }) =>
  changeRole(input, user.id),
);

export const setAccess = action('user:manage', z.tuple([id, z.boolean()]), async ([userId, allowed], { user }) =>
  setDisabled(userId, !allowed, user.id),
);

export const endSessionOf = action('user:manage', z.tuple([id]), async ([sessionId], { user }) =>
  endSession(sessionId, user.id),
);
