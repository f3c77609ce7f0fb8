import { z } from 'zod';
import { dockerExports, dockerShape } from '@/lib/net/docker';
import { pattern } from '@/lib/net/pattern';
import { quote } from '@/lib/net/shell';
import { timeoutMs } from '../fields';

/** Lines that are shown at least, so that there is something to see. */
const SHOWN_LINES = 5;

const name = z.string().regex(/^[a-zA-Z0-9][\w.-]{0,200}$/, { error: 'a name of letters, digits, dots, - and _' });

export const dockerLogsConfigSchema = z
  .strictObject({
    ...dockerShape,
    /** One container by its name. */
    container: name.optional(),
    /** Or all containers of a compose service, whatever they are called after a rollback. */
    service: z.strictObject({ project: name, name }).optional(),
    /** Source of a regular expression (flags m and u), looked for in each line of both outputs. */
    pattern,
    /** How many matching lines are still fine. */
    atMost: z.number().int().min(0).max(9_999).default(0),
    windowSeconds: z.number().int().min(1).max(86_400).default(120),
    timeoutMs,
  })
  .refine(({ container, service }) => (container === undefined) !== (service === undefined), {
    error: 'either container or service',
    path: ['container'],
  });
export type DockerLogsConfig = z.output<typeof dockerLogsConfigSchema>;

/** One line more than is fine tells that there are too many. */
export const limitOf = ({ atMost }: DockerLogsConfig): number => Math.max(atMost + 1, SHOWN_LINES);

/** Arguments that list the containers of a compose service, by the labels that compose gives them. */
export const listArguments = ({ project, name: service }: { project: string; name: string }): string[] => [
  'ps',
  '--all',
  '--quiet',
  '--no-trunc',
  '--filter',
  `label=com.docker.compose.project=${project}`,
  '--filter',
  `label=com.docker.compose.service=${service}`,
];

export const logArguments = (windowSeconds: number, container: string): string[] => [
  'logs',
  '--timestamps',
  '--since',
  `${windowSeconds}s`,
  container,
];

/** The same question as a person would type it. */
export function shellCommand(config: DockerLogsConfig): string {
  const { container, service, docker, windowSeconds } = config;
  const words = (list: string[]) => [docker, ...list].map(quote).join(' ');
  const grep = `grep -P ${quote(config.pattern)}`;
  const logs = service
    ? `for id in $(${words(listArguments(service))}); do ${words(logArguments(windowSeconds, '')).slice(0, -2)}"$id"; done`
    : words(logArguments(windowSeconds, container ?? ''));
  return [...dockerExports(config), `${logs} 2>&1 | ${grep}`].join('; ');
}

/** What is expected, in signs that read the same in every language. */
export const expectedText = ({ atMost, windowSeconds }: DockerLogsConfig): string => `≤ ${atMost} · ${windowSeconds} s`;
