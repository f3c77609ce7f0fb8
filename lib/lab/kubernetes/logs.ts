import type { Call } from '../emulator/contract';
import { Refused } from './failure';
import type { Fate, Kubelet } from './kubelet';
import type { Pod } from './objects';

/** What a container wrote, its environment among it, as careless programs do. */
export function logOf(kubelet: Kubelet, pod: Pod, { query }: Call): string {
  const wanted = query.get('container') ?? pod.spec.containers[0]?.name;
  const container = pod.spec.containers.find(({ name }) => name === wanted);
  const status = pod.status.containerStatuses.find(({ name }) => name === wanted);
  if (!container) throw new Refused(400, 'BadRequest', `container ${wanted} is not valid for pod ${pod.metadata.name}`);
  const fate = kubelet.fates.get(container.image);
  if (query.get('previous') === 'true' && !status?.lastState.terminated)
    throw new Refused(
      400,
      'BadRequest',
      `previous terminated container "${wanted}" in pod "${pod.metadata.name}" not found`,
    );
  if (fate === 'pull' || !status)
    throw new Refused(400, 'BadRequest', `container "${wanted}" in pod "${pod.metadata.name}" is waiting to start`);
  const startedMs = Date.parse(pod.metadata.creationTimestamp);
  const began = linesOf(fate, container.env ?? []).map((text) => ({ atMs: startedMs, text }));
  const sinceMs = Date.now() - Number(query.get('sinceSeconds') ?? Number.POSITIVE_INFINITY) * 1_000;
  const lines = [...began, ...(kubelet.written.get(pod.metadata.name) ?? [])]
    .filter(({ atMs }) => atMs >= sinceMs)
    .map(({ atMs, text }) => (query.get('timestamps') === 'true' ? `${new Date(atMs).toISOString()} ${text}` : text));
  const tail = lines.slice(-Number(query.get('tailLines') ?? lines.length));
  return `${tail.join('\n')}\n`.slice(0, Number(query.get('limitBytes') ?? 1_000_000));
}

function linesOf(fate: Fate | undefined, env: { name: string; value?: string }[]): string[] {
  const environment = env.flatMap(({ name, value }) => (value === undefined ? [] : [`env ${name}=${value}`]));
  const end = {
    crash: ['Error: Cannot find module ./tax-rates', 'exit 1'],
    oom: ['loading the catalogue into memory'],
    pull: [],
    start: [],
  };
  return ['shop is starting', ...environment, ...(fate ? end[fate] : ['listening on 8080'])];
}
