import path from 'node:path';
import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { ProviderError } from '../error';
import { createMask, maskedCredentials } from '../mask';
import { maskedConnection } from '../masked-connection';
import { checkpoint, undo } from './checkpoint';
import { type ComposeConfig, composeConfig } from './config';
import { createDocker, type Docker } from './docker';
import { inspectImages, listImages, pageOf, refOf } from './images';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { start } from './start';
import { readState } from './state';
import { watch } from './watch';

/** What docker talks to unless told. */
const LOCAL = 'unix:///var/run/docker.sock';

/** A service of a Docker Compose project, put back by the image line of its file and the image on the host. */
export const compose = defineProvider({
  id: 'compose',
  label: 'Docker Compose',
  config: composeConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: false, code: true },
  guard: {
    kind: 'compare-and-swap',
    how: 'File and running image are compared with the plan before the file is replaced; starting a service that runs its image already changes nothing.',
  },
  resourceKey: ({ host = LOCAL, directory, service }) => `${host} ${path.resolve(directory)}#${service}`,
  connect,
});

function connect(config: ComposeConfig, context: ConnectContext): Connection {
  const mask = createMask();
  const docker = createDocker(config, maskedCredentials(context.credentials, mask), mask);
  return maskedConnection(mask, {
    readiness: ({ signal }) => readiness(docker, signal),
    revisions: (page, { signal }) => revisions(docker, page, signal),
    current: ({ signal }) => current(docker, signal),
    plan: (id, { signal }) => makePlan(docker, id, signal),
    checkpoint: (plan, _key, { signal }) => checkpoint(docker, plan, signal),
    start: (plan, _key, { signal }) => start(docker, plan, signal),
    watch: (_operation, plan, { signal }) => watch(docker, plan, signal),
    undo: (point, { signal }) => undo(docker, point, signal),
  });
}

async function revisions(docker: Docker, page: { cursor?: string; limit: number }, signal: AbortSignal) {
  const { repository, currentId } = await readState(docker, signal);
  return pageOf(await listImages(docker, repository, currentId, signal), repository, currentId, page);
}

async function current(docker: Docker, signal: AbortSignal) {
  const { repository, currentId } = await readState(docker, signal);
  const [image] = await inspectImages(docker, repository, [currentId], signal);
  if (image) return refOf(image, repository);
  throw new ProviderError('not_found', `The image that ${docker.config.service} runs is gone from ${docker.hostName}.`);
}
