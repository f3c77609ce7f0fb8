import { withDockerEnvironment } from '@/lib/net/docker';
import { matchingLines } from '@/lib/net/pattern';
import { runProgram } from '@/lib/net/run-program';
import { type Asking, answer, UnaskableError } from '../answer';
import { defineCheck } from '../contract';
import { judgeLines } from '../lines';
import { oneLine } from '../text';
import {
  type DockerLogsConfig,
  dockerLogsConfigSchema,
  expectedText,
  limitOf,
  listArguments,
  logArguments,
  shellCommand,
} from './config';

/** A compose service with more containers is better asked by its log store. */
const MOST_CONTAINERS = 20;

/**
 * Counts the lines of a container's outputs that match a pattern over the last seconds and shows the newest. `error`:
 * no such container, so that no line means nothing; a Docker host that refuses or cannot be reached.
 */
export const dockerLogs = defineCheck({
  id: 'docker-logs',
  label: 'Docker logs',
  config: dockerLogsConfigSchema,
  manual: false,
  command: shellCommand,
  expected: expectedText,
  ask: (config, context) => answer(context, { ...config, unreachable: 'error' }, (asking) => ask(config, asking)),
});

function ask(config: DockerLogsConfig, { secrets, signal }: Asking) {
  return withDockerEnvironment(config, secrets.read, async (env) => {
    const docker = async (args: string[]): Promise<string> => {
      const { stdout, stderr, exitCode, startError } = await runProgram(config.docker, args, { env, signal });
      if (startError !== undefined) throw new UnaskableError(`${config.docker} could not be started (${startError})`);
      if (exitCode !== 0) throw new UnaskableError(oneLine(secrets.clean(stderr)) || `docker ended with ${exitCode}`);
      // What a container writes to its error output comes on that of docker.
      return `${stdout}\n${stderr}`;
    };
    const lines: string[] = [];
    for (const container of await containersOf(config, docker))
      lines.push(...(await docker(logArguments(config.windowSeconds, container))).split('\n'));
    const limit = limitOf(config);
    const matching = newestMatching(config.pattern, lines.map(secrets.clean), limit);
    return judgeLines(matching, { atMost: config.atMost, limit });
  });
}

async function containersOf(config: DockerLogsConfig, docker: (args: string[]) => Promise<string>): Promise<string[]> {
  const { container, service } = config;
  if (!service) return container === undefined ? [] : [container];
  const ids = (await docker(listArguments(service))).split('\n').filter(Boolean);
  if (ids.length === 0)
    throw new UnaskableError(`${service.project} has no container of ${service.name}: nothing was searched`);
  return ids.slice(0, MOST_CONTAINERS);
}

/** Each line begins with its time (`--timestamps`, RFC 3339 in UTC), by which those of several containers are merged. */
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
