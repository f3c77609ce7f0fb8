import { describeFailure } from '@/lib/net/failure';
import { resolvedHeaders } from '@/lib/net/header-fields';
import { mask } from '@/lib/net/mask';
import { type CheckContext, type CheckResult, defineCheck } from '../contract';
import { oneLine } from '../text';
import { allHeaders, bodyText, type HttpConfig, httpConfigSchema, wantedStatuses } from './config';
import { curlCommand, expectedText } from './describe';
import { askFollowing, type Question, RedirectError } from './follow';
import { type Finding, judge } from './judge';

/**
 * Asks a URL. `fail`: the service answered otherwise than expected, refused or dropped the connection, was
 * silent for `timeoutMs`, showed an expired certificate, or redirects for ever: its users would see the same.
 * `error`: it could not be asked from here: name not resolved, certificate not trusted, no route, an address
 * that is never asked (cloud metadata, link-local), a reference without a value, an interruption.
 * Internal addresses are allowed: an operations tool mostly looks inwards.
 */
export const http = defineCheck({
  id: 'http',
  label: 'HTTP',
  config: httpConfigSchema,
  manual: false,
  command: curlCommand,
  expected: expectedText,
  ask,
});

async function ask(config: HttpConfig, context: CheckContext): Promise<CheckResult> {
  const secrets: string[] = [];
  const startedAt = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAt);
  const deadline = AbortSignal.timeout(config.timeoutMs);
  const signal = AbortSignal.any([context.signal, deadline]);
  let question: Question;
  try {
    question = {
      url: new URL(config.url),
      method: config.method,
      body: bodyText(config),
      signal,
      ...(await secretParts(config, context, secrets)),
    };
  } catch {
    // The resolver's words may quote what it read: only the fact is told.
    return { verdict: 'error', observed: 'a reference of this check has no usable value', latencyMs: elapsedMs() };
  }
  const askedAt = performance.now();
  try {
    const reply = await askFollowing(question, wantedStatuses(config));
    const latencyMs = Math.round(performance.now() - askedAt);
    const { verdict, observed } = judge(config, reply, {
      latencyMs,
      now: context.clock(),
      clean: (text) => mask(text, secrets),
    });
    return { verdict, observed: oneLine(observed), latencyMs };
  } catch (error) {
    const { verdict, text } = explain(error, config.timeoutMs, signal, deadline);
    return { verdict, observed: oneLine(mask(text, secrets)), latencyMs: elapsedMs() };
  }
}

/** Headers and certificate with their references resolved; every value read is added to `secrets`. Throws what the resolver throws. */
async function secretParts(config: HttpConfig, context: CheckContext, secrets: string[]) {
  const resolve = async (reference: string) => {
    const value = (await context.resolve(reference)).trim();
    if (value === '') throw new Error('an empty value');
    secrets.push(value);
    return value;
  };
  const headers = await resolvedHeaders(allHeaders(config), resolve);
  return { headers, ca: config.ca === undefined ? undefined : await resolve(config.ca) };
}

function explain(error: unknown, timeoutMs: number, signal: AbortSignal, deadline: AbortSignal): Finding {
  if (error instanceof RedirectError) return { verdict: 'fail', text: error.message };
  const failure = describeFailure(error, signal);
  const limit = deadline.aborted && failure.kind === 'service' ? ` (${timeoutMs} ms)` : '';
  return { verdict: failure.kind === 'service' ? 'fail' : 'error', text: failure.text + limit };
}
