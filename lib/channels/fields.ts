import { z } from 'zod';
import { parseReference } from '@/lib/net/reference';
import { isPostable } from './secrets';

export { secretReference as reference } from '@/lib/net/reference';

/** An address, or a reference to one that is itself a secret. */
export const address = z
  .string()
  .max(2_000)
  .refine((value) => parseReference(value)?.prefix === '' || isPostable(value), {
    error: 'an address that starts with http:// or https://, without a password, or env:NAME',
  });
