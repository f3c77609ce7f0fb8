import { type AwsConfig, awsAsk, awsClientOptions } from './aws';
import { awsCodeOf } from './aws-error';
import type { Credentials, ReadinessFinding } from './contract';
import { asProviderError, type ProviderError } from './error';

/** Codes with which STS itself says that it does not take the credentials ("Common Errors" of its API reference). */
const REFUSED =
  /^(ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|CredentialsProviderError|TokenProviderError)/;

/** What a component found of itself, and which account and role its credentials are. `subject` names it in sentences. */
export async function withIdentity(
  subject: string,
  config: AwsConfig,
  credentials: Credentials,
  signal: AbortSignal,
  findings: Promise<ReadinessFinding[]>,
): Promise<ReadinessFinding[]> {
  const [own, identity] = await Promise.all([findings, identityFinding(subject, config, credentials, signal)]);
  return [...own, ...identity];
}

/** Asks for no permission, so it answers whoever has valid credentials at all. */
async function identityFinding(
  subject: string,
  config: AwsConfig,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<ReadinessFinding[]> {
  const ask = awsAsk(subject, config, async () => {
    const sdk = await import('@aws-sdk/client-sts');
    return { sdk, client: new sdk.STSClient(awsClientOptions(config, credentials)) };
  });
  try {
    const { Account: account = '', Arn: arn = '' } = await ask(
      signal,
      (client, { GetCallerIdentityCommand }, options) => client.send(new GetCallerIdentityCommand({}), options),
    );
    const params = { account, arn };
    return [{ level: 'ok', code: 'any:identity', params, text: `The credentials are ${arn} of account ${account}.` }];
  } catch (error) {
    return refusal(asProviderError(error), config);
  }
}

function refusal(error: ProviderError, { endpoint }: AwsConfig): ReadinessFinding[] {
  if (REFUSED.test(awsCodeOf(error))) return [{ level: 'fail', code: 'any:identity_refused', text: error.message }];
  // A private endpoint of one service does not speak for STS.
  if (endpoint !== undefined) return [];
  return [{ level: 'warn', code: 'any:identity_unknown', text: error.message }];
}
