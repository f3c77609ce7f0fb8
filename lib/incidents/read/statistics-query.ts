import { z } from 'zod';

export const PERIODS = ['90', '365', 'all'] as const;

/** What the statistics are about, as it stands in the URL. */
export const statisticsQuerySchema = z.object({
  /** Days back from now. */
  period: z.enum(PERIODS).catch('365').default('365'),
  /** A service's slug. */
  service: z.string().trim().min(1).max(100).optional().catch(undefined),
});
export type StatisticsQuery = z.infer<typeof statisticsQuerySchema>;
