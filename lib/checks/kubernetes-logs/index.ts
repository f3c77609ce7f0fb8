import { accessTo } from '@/lib/net/kubernetes';
import { matchingLines } from '@/lib/net/pattern';
import { type Asking, answer, UnaskableError } from '../answer';
import { defineCheck } from '../contract';
import { judgeLines } from '../lines';
import { type Ask, askCluster } from './api';
import { expectedText, type KubernetesLogsConfig, kubernetesLogsConfigSchema, limitOf, shellCommand } from './config';
import { type Source, sourcesOf } from './pods';

/** Of one container: what is beyond was not searched, and then too few lines say nothing. */
const MOST_BYTES = 1024 * 1024;
/** Containers that are read at the same time. */
const AT_ONCE = 8;

/**
 * Counts the lines of the pods' logs that match a pattern over the last seconds and shows the newest. `error`: no pod,
 * a log that is too long to search as a whole, a permission that is missing, a cluster that cannot be reached.
 */
export const kubernetesLogs = defineCheck({
  id: 'kubernetes-logs',
  label: 'Kubernetes logs',
  config: kubernetesLogsConfigSchema,
  manual: false,
  command: shellCommand,
  expected: expectedText,
  ask: (config, context) => answer(context, { ...config, unreachable: 'error' }, (asking) => ask(config, asking)),
});

async function ask(config: KubernetesLogsConfig, { secrets, signal }: Asking) {
  const open = accessTo(config, { resolve: secrets.read, hide: secrets.hide });
  const cluster = askCluster(open, signal);
  const sources = await sourcesOf(config, cluster);
  const logs: Log[] = [];
  for (let at = 0; at < sources.length; at += AT_ONCE)
    logs.push(...(await Promise.all(sources.slice(at, at + AT_ONCE).map((source) => read(config, cluster, source)))));
  const limit = limitOf(config);
  const lines = newestMatching(config.pattern, logs.flatMap(({ lines: each }) => each).map(secrets.clean), limit);
  if (lines.length <= config.atMost && logs.some(({ isWhole }) => !isWhole))
    throw new UnaskableError('too much to read: narrow the window or name a container');
  return judgeLines(lines, { atMost: config.atMost, limit });
}

interface Log {
  lines: string[];
  isWhole: boolean;
}

async function read({ namespace, windowSeconds }: KubernetesLogsConfig, cluster: Ask, source: Source): Promise<Log> {
  const text = await cluster.text(`/api/v1/namespaces/${namespace}/pods/${source.pod}/log`, {
    container: source.container,
    sinceSeconds: String(windowSeconds),
    timestamps: 'true',
    limitBytes: String(MOST_BYTES),
  });
  return { lines: text.split('\n'), isWhole: Buffer.byteLength(text) < MOST_BYTES };
}

/** Each line begins with its time (`timestamps`, RFC 3339 in UTC), by which those of several containers are merged. */
function newestMatching(pattern: string, lines: string[], limit: number): string[] {
  const newestFirst = lines
    .filter((line) => line.trim() !== '')
    .sort()
    .reverse();
  const texts = newestFirst.map((line) => line.slice(line.indexOf(' ') + 1));
  const matching = matchingLines(pattern, texts, limit);
  if (matching === 'too_slow') throw new UnaskableError('the pattern takes too long: simplify it');
  return matching;
}
