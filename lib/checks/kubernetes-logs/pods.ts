import { z } from 'zod';
import { UnaskableError } from '../answer';
import type { Ask } from './api';
import type { KubernetesLogsConfig } from './config';

/** A workload with more pods is better asked by its log store. */
const MOST_PODS = 50;

const PLURALS: Record<string, string> = {
  deployment: 'deployments',
  statefulset: 'statefulsets',
  daemonset: 'daemonsets',
};

const labels = z.record(z.string(), z.string()).nullish();
const expression = z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).nullish() });
const workloadReply = z.object({
  spec: z.object({ selector: z.object({ matchLabels: labels, matchExpressions: z.array(expression).nullish() }) }),
});

const started = z.object({
  name: z.string(),
  restartCount: z.number().optional(),
  state: z.object({ waiting: z.unknown().optional() }).nullish(),
});
const podsReply = z.object({
  metadata: z.object({ continue: z.string().optional() }).optional(),
  items: z
    .array(
      z.object({
        metadata: z.object({ name: z.string() }),
        status: z.object({ containerStatuses: z.array(started).nullish() }).optional(),
      }),
    )
    .nullish(),
});

export interface Source {
  pod: string;
  container: string;
}

/** The containers whose logs are asked for. Throws UnaskableError where there are none, so that no line means nothing. */
export async function sourcesOf(config: KubernetesLogsConfig, ask: Ask): Promise<Source[]> {
  const labelSelector = config.selector ?? (await selectorOf(config, ask));
  const path = `/api/v1/namespaces/${config.namespace}/pods`;
  const reply = podsReply.parse(await ask.json(path, { labelSelector, limit: String(MOST_PODS) }));
  if (reply.metadata?.continue) throw new UnaskableError(`more than ${MOST_PODS} pods: narrow the selector`);
  const sources = (reply.items ?? []).flatMap(({ metadata, status }) =>
    (status?.containerStatuses ?? [])
      // One that waits for its image has written nothing, and its log is refused.
      .filter(({ state, restartCount = 0 }) => state?.waiting === undefined || restartCount > 0)
      .filter(({ name }) => config.container === undefined || name === config.container)
      .map(({ name }) => ({ pod: metadata.name, container: name })),
  );
  if (sources.length > 0) return sources;
  const what = config.container === undefined ? 'pod that runs' : `container ${config.container} in a pod that runs`;
  throw new UnaskableError(`${labelSelector} has no ${what} in ${config.namespace}: nothing was searched`);
}

/** What a workload finds its pods by, as the API takes it in a query (API concepts, "Label selectors"). */
async function selectorOf({ workload = '', namespace }: KubernetesLogsConfig, ask: Ask): Promise<string> {
  const [kind = '', name = ''] = workload.split('/', 2);
  const reply = await ask.json(`/apis/apps/v1/namespaces/${namespace}/${PLURALS[kind] ?? ''}/${name}`, {});
  const { matchLabels, matchExpressions } = workloadReply.parse(reply).spec.selector;
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return [...equal, ...(matchExpressions ?? []).map(expressionText)].join(',');
}

function expressionText({ key, operator, values }: z.output<typeof expression>): string {
  const list = `(${(values ?? []).join(',')})`;
  if (operator === 'In') return `${key} in ${list}`;
  if (operator === 'NotIn') return `${key} notin ${list}`;
  return operator === 'DoesNotExist' ? `!${key}` : key;
}
