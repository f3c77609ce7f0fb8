import type { z } from 'zod';

/** What the validation needs of a provider, check or channel: how its settings must look. */
type Configured = Record<string, { config: z.ZodType }>;

export interface Kinds {
  providers: Configured;
  checks: Configured;
  channels: Configured;
  /** How zod says what is wrong, where that is not to be English. */
  parsing?: { error?: z.core.$ZodErrorMap };
}
