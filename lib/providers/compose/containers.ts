import { z } from 'zod';
import { classify, readLines } from './classify';
import type { Docker } from './docker';

const FORMAT =
  '{"id":{{json .Id}},"name":{{json .Name}},"image":{{json .Image}},"state":{{json .State}},"restarts":{{json .RestartCount}},"oneOff":{{json (index .Config.Labels "com.docker.compose.oneoff")}}}';

const containerSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The id of the image that it runs: the proof. */
  image: z.string(),
  state: z.object({
    Status: z.string(),
    ExitCode: z.number().default(0),
    OOMKilled: z.boolean().default(false),
    Error: z.string().default(''),
    Health: z
      .object({ Status: z.string(), Log: z.array(z.object({ Output: z.string().default('') })).nullish() })
      .nullish(),
  }),
  restarts: z.number().default(0),
  oneOff: z.string().nullish(),
});
export type Container = z.output<typeof containerSchema>;

/** The service's containers, stopped ones included; those of `compose run` are none of its. */
export async function listContainers(docker: Docker, signal: AbortSignal): Promise<Container[]> {
  const listed = await docker.tryCompose(['ps', '--all', '--quiet', docker.config.service], { signal });
  if (listed.exitCode !== 0) throw classify('compose ps', docker.hostName, listed.stderr);
  const ids = listed.stdout.split('\n').filter(Boolean);
  if (ids.length === 0) return [];
  const args = ['container', 'inspect', '--format', FORMAT, ...ids];
  const inspected = await docker.tryDocker(args, { signal });
  // One that was replaced between the two calls is gone; the next look finds its successor.
  if (inspected.exitCode !== 0 && !/No such container/i.test(inspected.stderr))
    throw classify('docker container inspect', docker.hostName, inspected.stderr);
  const containers = readLines(containerSchema, 'docker container inspect', inspected.stdout);
  return containers.filter(({ oneOff }) => oneOff !== 'True');
}

/** The last words of a container, masked, on one line. */
export async function lastWords(docker: Docker, { id }: Container, signal: AbortSignal): Promise<string> {
  const { stdout, stderr } = await docker.tryDocker(['logs', '--tail', '5', id], { signal });
  const lines = `${docker.mask.text(stdout)}\n${stderr}`.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).join(' / ').slice(-300);
}
