import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Api } from './api';
import { notAt, type Production, readAliases, readProject } from './production';
import { type AliasRequest, requestAliasesReply } from './replies';
import { ownRequest, readWrite, requireUnmoved, type VercelWrite } from './write';

/** The CLI looks each quarter of a second. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 3_000;
const BACKOFF = 1.4;
/** In a row; an API that is away for longer is the worker's to judge. */
const MOST_FAILURES = 3;
/** Looks at aliases that lag behind a request which Vercel calls finished: about half a minute. */
const MOST_LAGGING = 15;

type Look = Pick<Production, 'project' | 'aliases'>;

/**
 * Follows the alias request and then the aliases themselves: Vercel has called a rollback done whose custom domains
 * went on serving the broken deployment. Errors: ProviderError `failed` naming the domains that did not follow,
 * `conflict` when somebody took them elsewhere, `timeout` when the signal ends.
 */
export async function* watch(api: Api, plan: ProviderPlan, signal: AbortSignal): AsyncGenerator<Progress> {
  const write = readWrite(plan);
  const domains = Object.keys(write.aliases);
  let failures = 0;
  let lagging = 0;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * BACKOFF, LONGEST_WAIT_MS)) {
    const seen = await look(api, domains, signal, ++failures);
    if (seen) {
      failures = 0;
      const own = ownRequest(seen.project, write);
      const missing = notAt(seen.aliases, write.target);
      const isOver = own === null || own.jobStatus === 'succeeded' || own.jobStatus === 'skipped';
      if (own?.jobStatus === 'failed') throw await failed(api, own, missing, signal);
      if (isOver && missing.length === 0) {
        yield { kind: 'converged', evidence: evidenceOf(plan, write, own) };
        return;
      }
      requireUnmoved(seen, write);
      if (isOver && !isQueued(seen, write) && ++lagging > MOST_LAGGING) throw lags(write, missing, own);
      yield progressOf(write, missing, own);
    } else {
      const text = 'Vercel does not answer; Repli asks again.';
      yield { kind: 'progress', done: 0, total: domains.length, code: 'silent', text };
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted)
      throw new ProviderError(
        'timeout',
        `Production was not seen at ${plan.to.label} in time: look at the project on Vercel, then go on watching.`,
        { cause: signal.reason },
      );
  }
}

async function look(api: Api, domains: string[], signal: AbortSignal, attempt: number): Promise<Look | null> {
  try {
    const [project, aliases] = await Promise.all([readProject(api, signal), readAliases(api, domains, signal)]);
    return { project, aliases };
  } catch (error) {
    if (error instanceof ProviderError && error.retryable && attempt < MOST_FAILURES && !signal.aborted) return null;
    throw error;
  }
}

/** A promotion behind a rolling release has no request of its own until its turn comes (HTTP 202). */
const isQueued = ({ project }: Look, { mode }: VercelWrite): boolean =>
  mode === 'promote' && Boolean(project.rollingRelease);

function progressOf(write: VercelWrite, missing: string[], own: AliasRequest | null): Progress {
  const total = Object.keys(write.aliases).length;
  const done = total - missing.length;
  const params = { done, total, target: write.target };
  const text = `${done} of ${total} domains lead to ${write.target}.`;
  if (!own) return { kind: 'progress', done, total, code: 'domains_lead', params, text };
  const job = `${own.type} ${own.jobStatus}`;
  return {
    kind: 'progress',
    done,
    total,
    code: 'domains_follow',
    params: { ...params, job },
    text: `${job}; ${text}`,
  };
}

function evidenceOf(plan: ProviderPlan, write: VercelWrite, own: AliasRequest | null): string {
  const job = own ? `; ${own.type} ${own.jobStatus}` : '';
  return `${Object.keys(write.aliases).join(', ')} lead to ${write.target} (${plan.to.label})${job}.`;
}

async function failed(api: Api, own: AliasRequest, missing: string[], signal: AbortSignal): Promise<ProviderError> {
  const { project, versions } = api.config;
  const reply = await api
    .get(requestAliasesReply, {
      what: 'list the domains that failed',
      path: `/v${versions.requestAliases}/projects/${encodeURIComponent(project)}/${own.type}/aliases`,
      query: { failedOnly: 'true', limit: 20 },
      signal,
    })
    .catch(() => ({ aliases: [] }));
  const named = reply.aliases.map(({ alias }) => alias.alias);
  const list = (named.length > 0 ? named : missing).join(', ');
  return new ProviderError(
    'failed',
    `Vercel could not point every domain of ${project} at ${own.toDeploymentId} (failed: ${list}): retry, or point them by hand with vercel alias set.`,
  );
}

function lags(write: VercelWrite, missing: string[], own: AliasRequest | null): ProviderError {
  const says = own ? `Vercel calls the ${own.type} ${own.jobStatus}, but` : 'The domains were pointed by hand, but';
  return new ProviderError(
    'failed',
    `${says} ${missing.join(', ')} still lead elsewhere than ${write.target}: retry, or run vercel alias set ${write.targetUrl} for each.`,
  );
}
