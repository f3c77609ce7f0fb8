import { ProviderError } from '../error';
import { type Container, listContainers } from './containers';
import type { Docker } from './docker';
import { parseImageName } from './image-name';
import { inspectImages } from './images';
import { readService, type Service } from './project';

/** Where the component stands. */
export interface State {
  service: Service;
  repository: string;
  containers: Container[];
  /** Id of the image that runs, or that would be started where no container is left. */
  currentId: string;
}

/** Errors: those of the calls; `not_found` when neither a container nor the image of the file is there. */
export async function readState(docker: Docker, signal: AbortSignal): Promise<State> {
  const [service, containers] = await Promise.all([readService(docker, signal), listContainers(docker, signal)]);
  const repository = docker.config.repository ?? parseImageName(service.image).repository;
  const running = containers.find(({ state }) => state.Status === 'running') ?? containers[0];
  const currentId = running?.image ?? (await inspectImages(docker, repository, [service.image], signal))[0]?.id;
  if (currentId !== undefined) return { service, repository, containers, currentId };
  throw new ProviderError(
    'not_found',
    `${docker.config.service} has no container, and its image ${service.image} is not on ${docker.hostName}: deploy it first.`,
  );
}
