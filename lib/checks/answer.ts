import { describeFailure } from '@/lib/net/failure';
import type { CheckContext, CheckResult } from './contract';
import { type Secrets, secretsOf, UnusableReferenceError } from './secrets';
import { oneLine } from './text';

/** Thrown while asking: it cannot be asked, for a reason that people can act on. */
export class UnaskableError extends Error {
  override readonly name = 'UnaskableError';
}

export interface Asking {
  secrets: Secrets;
  /** Ends with the caller's signal or with the check's own deadline. */
  signal: AbortSignal;
}

export interface AnswerOptions {
  timeoutMs: number;
  /** What a refused connection or a silence means: `fail` where it is the service itself that is asked. */
  unreachable: 'fail' | 'error';
}

/**
 * Asks under a deadline and makes a result of what comes back: measured, masked and in one line. What is thrown
 * becomes `error`, or `unreachable` where the network says that the other side is to blame.
 */
export async function answer(
  context: CheckContext,
  options: AnswerOptions,
  ask: (asking: Asking) => Promise<Omit<CheckResult, 'latencyMs'>>,
): Promise<CheckResult> {
  const secrets = secretsOf(context);
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([context.signal, deadline]);
  const startedAt = performance.now();
  const { verdict, observed } = await ask({ secrets, signal }).catch((error: unknown) =>
    explain(error, signal, options),
  );
  const latencyMs = Math.round(performance.now() - startedAt);
  return { verdict, observed: oneLine(secrets.clean(observed)), latencyMs };
}

function explain(error: unknown, signal: AbortSignal, options: AnswerOptions): Omit<CheckResult, 'latencyMs'> {
  if (error instanceof UnaskableError || error instanceof UnusableReferenceError)
    return { verdict: 'error', observed: error.message };
  const failure = describeFailure(error, signal);
  return { verdict: failure.kind === 'service' ? options.unreachable : 'error', observed: failure.text };
}
