import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { type Container, lastWords, listContainers } from './containers';
import type { Docker } from './docker';
import { shortId } from './image-name';
import { isThere, readWrite, requireUnmoved } from './write';

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 3_000;
const BACKOFF = 1.4;
/** In a row; a host that is away for longer is the worker's to judge. */
const MOST_FAILURES = 3;
/** Looks in a row at the same running containers that stand for health where there is no health check. */
const STEADY_LOOKS = 3;
/** Docker waits longer before each restart: by the fourth, a program has failed for several seconds. */
const MOST_RESTARTS = 3;

type Standing = 'well' | 'steady' | 'coming' | 'broken';

/**
 * Follows the containers to the target's image id and to health. Compose is not asked to wait: version 1 cannot, and
 * version 2 gives up by the health check's own retries (compose#12416). Errors: ProviderError `failed` with the
 * container's last words, `conflict` when it runs a third image, `timeout` when the signal ends.
 */
export async function* watch(docker: Docker, plan: ProviderPlan, signal: AbortSignal): AsyncGenerator<Progress> {
  const write = readWrite(plan);
  const isSteady = steadiness();
  let failures = 0;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * BACKOFF, LONGEST_WAIT_MS)) {
    const containers = await look(docker, signal, ++failures);
    if (containers) {
      failures = 0;
      requireUnmoved(containers, write);
      const broken = containers.find((each) => each.image === write.to && standingOf(each) === 'broken');
      if (broken) throw await failed(docker, broken, signal);
      if (isThere(containers, write) && isSteady(containers)) {
        yield { kind: 'converged', evidence: evidenceOf(write.service, containers, plan.to.label) };
        return;
      }
      yield progressOf(write.service, containers, write.to);
    } else {
      const params = { host: docker.hostName };
      const text = `${docker.hostName} does not answer; Repli asks again.`;
      yield { kind: 'progress', done: 0, total: 1, code: 'host_silent', params, text };
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted)
      throw new ProviderError(
        'timeout',
        `${write.service} was not seen healthy on ${plan.to.label} in time: look at its container, then go on watching.`,
        { cause: signal.reason },
      );
  }
}

async function look(docker: Docker, signal: AbortSignal, attempt: number): Promise<Container[] | null> {
  try {
    return await listContainers(docker, signal);
  } catch (error) {
    if (error instanceof ProviderError && error.retryable && attempt < MOST_FAILURES && !signal.aborted) return null;
    throw error;
  }
}

/** A program that ended with 0 has done its work (compose#11638): whether that is enough is for the checks to say. */
function standingOf({ state, restarts }: Container): Standing {
  if (restarts >= MOST_RESTARTS || state.Status === 'dead') return 'broken';
  if (state.Status === 'exited') return state.ExitCode === 0 ? 'well' : 'broken';
  if (state.Status !== 'running') return 'coming';
  if (!state.Health || state.Health.Status === 'none') return 'steady';
  if (state.Health.Status === 'unhealthy') return 'broken';
  return state.Health.Status === 'healthy' ? 'well' : 'coming';
}

/** Whether all are well, or have kept running unchanged for some looks where no health check says more. */
function steadiness(): (containers: Container[]) => boolean {
  let last = '';
  let looks = 0;
  return (containers) => {
    const standings = containers.map(standingOf);
    const seen = containers.map(({ id, restarts }, index) => `${id} ${restarts} ${standings[index]}`).join();
    looks = seen === last ? looks + 1 : 1;
    last = seen;
    if (standings.includes('coming')) return false;
    return looks >= STEADY_LOOKS || standings.every((standing) => standing === 'well');
  };
}

const stateOf = ({ state }: Container): string =>
  state.Health && state.Status === 'running' ? `running, ${state.Health.Status}` : state.Status;

function progressOf(service: string, containers: Container[], to: string): Progress {
  if (containers.length === 0) {
    const text = `${service}: no container yet.`;
    return { kind: 'progress', done: 0, total: 1, code: 'no_container', params: { service }, text };
  }
  const done = containers.filter(({ image }) => image === to).length;
  const states = containers.map((each) => `${shortId(each.image)} ${stateOf(each)}`).join('; ');
  const text = `${service}: ${states}.`;
  return { kind: 'progress', done, total: containers.length, code: 'containers', params: { service, states }, text };
}

function evidenceOf(service: string, containers: Container[], label: string): string {
  const states = containers.map((each) => `${each.name.replace(/^\//, '')} ${stateOf(each)}`).join('; ');
  return `${service} runs image ${shortId(containers[0]?.image ?? '')} (${label}): ${states}.`;
}

async function failed(docker: Docker, container: Container, signal: AbortSignal): Promise<ProviderError> {
  const { state, restarts, name } = container;
  const probe = docker.mask.text(state.Health?.Log?.at(-1)?.Output.trim() ?? '').slice(0, 200);
  const what = [
    stateOf(container),
    ...(state.Status === 'exited' || restarts > 0 ? [`exit code ${state.ExitCode}`] : []),
    ...(state.OOMKilled ? ['out of memory'] : []),
    ...(restarts > 0 ? [`${restarts} restarts`] : []),
    ...(state.Error ? [state.Error.slice(0, 200)] : []),
    ...(probe ? [`health check: ${probe}`] : []),
  ].join(', ');
  const words = await lastWords(docker, container, signal).catch(() => '');
  const log = words === '' ? '' : ` Its last lines: ${words}.`;
  return new ProviderError(
    'failed',
    `${name.replace(/^\//, '')} does not work on ${shortId(container.image)} (${what}).${log} Choose another image, or undo.`,
  );
}
