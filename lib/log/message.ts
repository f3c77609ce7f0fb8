import { z } from 'zod';

/** The one channel of NOTIFY that Repli's processes listen on. */
export const CHANNEL = 'repli';

/** Short keys, as a payload is small: ids only for events (`s`: the newest seq), whole values for ephemeral things. */
export const hubMessageSchema = z.union([
  z.object({ i: z.string(), s: z.number().int() }),
  z.object({
    i: z.string(),
    k: z.enum(['sample', 'progress', 'presence']),
    d: z.record(z.string(), z.unknown()).nullable(),
  }),
  z.object({ k: z.literal('access') }),
]);
export type HubMessage = z.infer<typeof hubMessageSchema>;
