import { z } from 'zod';

export { secretReference as reference } from '@/lib/net/reference';

export const webAddress = z
  .string()
  .max(2_000)
  .refine((value) => URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol), {
    error: 'an address that starts with http:// or https://',
  })
  .refine((value) => !URL.canParse(value) || (new URL(value).username === '' && new URL(value).password === ''), {
    error: 'no user or password in the address: a secret is a reference in a setting of its own',
  });

/** How long one question may take; 5 s unless told. */
export const timeoutMs = z.number().int().min(100).max(60_000).default(5_000);
