import type { ReadinessFinding } from '../contract';
import { asProviderError, ProviderError } from '../error';
import type { Route53 } from './client';
import { readPair, ttlSeconds, weightsOf } from './records';
import { sharesOf } from './weights';

/** Beyond this a shift of traffic takes longer to reach people than the five minutes of the Execution phase. */
const LONG_TTL_SECONDS = 300;

/** Could a shift work right now? Only reads; what Route 53 answers becomes a finding, never an error. */
export async function readiness(route53: Route53, signal: AbortSignal): Promise<ReadinessFinding[]> {
  const { config } = route53;
  const pair = await readPair(route53, signal).catch(asProviderError);
  if (pair instanceof ProviderError) return [{ level: 'fail', code: `records_${pair.code}`, text: pair.message }];
  const shares = sharesOf(config, weightsOf(pair));
  const seconds = ttlSeconds(pair);
  return [
    {
      level: 'ok',
      code: 'records_found',
      precaution: 'traffic',
      params: { name: config.name, shares },
      text: `${config.name} is at ${shares}.`,
    },
    seconds > LONG_TTL_SECONDS
      ? {
          level: 'warn',
          code: 'ttl_long',
          precaution: 'traffic',
          params: { seconds },
          text: `Resolvers keep answers for ${seconds} seconds: a shift reaches people only after that. Lower the TTL.`,
        }
      : { level: 'ok', code: 'ttl_short', params: { seconds }, text: `Resolvers keep answers for ${seconds} seconds.` },
    {
      level: 'warn',
      code: 'change_unproven',
      provenByUse: true,
      text: 'Route 53 offers no way to test route53:ChangeResourceRecordSets and route53:GetChange without a change: a drill proves them.',
    },
  ];
}
