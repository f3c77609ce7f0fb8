'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { done, failed } from '@/lib/auth/failure';
import { credentialInputSchema, removeCredential, saveCredential } from '@/lib/credentials/store';

export const save = action('catalogue:edit', z.tuple([credentialInputSchema]), async ([input], { user }) => {
  const saved = await saveCredential(input, user.id);
  return saved.ok ? done(null) : failed(saved.code);
});

export const remove = action('catalogue:edit', z.tuple([z.string().max(63)]), async ([name], { user }) => {
  await removeCredential(name, user.id);
  return done(null);
});
