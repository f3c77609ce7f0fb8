import { UnaskableError } from './answer';

/** Amazon's own words for why it does not answer, and the SDK's for why it cannot ask; null for what the network says. */
export function awsRefusal(error: unknown): UnaskableError | null {
  if (!(error instanceof Error)) return null;
  const isTheirs = '$fault' in error || error.name.endsWith('ProviderError');
  return isTheirs ? new UnaskableError(`${error.name}: ${error.message}`) : null;
}
