import type { AwsConfig } from '@/lib/net/aws';
import { awsError } from './aws-error';
import { ProviderError } from './error';

export { type AwsConfig, awsClientOptions, awsCommandLine, awsConfig } from '@/lib/net/aws';

/**
 * One call to Amazon, ended by the caller's signal or by its own deadline. `subject` names the component in sentences.
 * Errors: ProviderError, without anything of the request or the reply but Amazon's own code and message.
 */
export async function awsCall<T>(
  subject: string,
  config: AwsConfig,
  signal: AbortSignal,
  work: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(config.timeoutSeconds * 1_000);
  const abortSignal = AbortSignal.any([signal, deadline]);
  if (abortSignal.aborted) throw ended(subject, abortSignal);
  let onAbort = () => {};
  // The SDK looks at the signal only once it sends: finding credentials would not end with it.
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(ended(subject, abortSignal));
    abortSignal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work({ abortSignal }), aborted]);
  } catch (error) {
    throw abortSignal.aborted ? ended(subject, abortSignal) : awsError(error, subject);
  } finally {
    abortSignal.removeEventListener('abort', onAbort);
  }
}

/** Asks one client of the SDK, made when it is first needed: most consoles use none. */
export type AwsAsk<Sdk, Client> = <T>(
  signal: AbortSignal,
  work: (client: Client, sdk: Sdk, options: { abortSignal: AbortSignal }) => Promise<T>,
) => Promise<T>;

export function awsAsk<Sdk, Client>(
  subject: string,
  config: AwsConfig,
  connect: () => Promise<{ sdk: Sdk; client: Client }>,
): AwsAsk<Sdk, Client> {
  let connected: ReturnType<typeof connect> | undefined;
  return (signal, work) =>
    awsCall(subject, config, signal, async (options) => {
      connected ??= connect();
      const { client, sdk } = await connected;
      return work(client, sdk, options);
    });
}

function ended(subject: string, signal: AbortSignal): ProviderError {
  const reason: unknown = signal.reason;
  const late = reason instanceof Error && reason.name === 'TimeoutError';
  return new ProviderError(
    'timeout',
    late
      ? `Amazon did not answer in time about ${subject}: try again, and look at the network if it persists.`
      : `A call about ${subject} was stopped before Amazon answered: start it again when you are ready.`,
  );
}
