import { z } from 'zod';
import type { Kinds } from './kinds';

/** Small kinds with one of each: a strict schema, a lenient one, a nested one. */
export const TEST_KINDS: Kinds = {
  providers: {
    git: { config: z.object({ remote: z.string().min(1), branch: z.string().default('main') }) },
    vault: { config: z.strictObject({ secretId: z.string(), token: z.string().optional() }) },
  },
  checks: {
    http: {
      config: z.object({
        url: z.url({ protocol: /^https?$/ }),
        json: z.object({ path: z.string(), equals: z.json() }).optional(),
        headers: z.record(z.string(), z.string()).default({}),
      }),
    },
    manual: { config: z.strictObject({ instruction: z.string().min(1) }) },
  },
  channels: { webhook: { config: z.strictObject({ url: z.string(), secret: z.string().optional() }) } },
};
