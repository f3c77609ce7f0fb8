import { parse } from 'yaml';
import { z } from 'zod';
import { ProviderError } from '../error';
import { classify, unreadable } from './classify';
import type { Docker } from './docker';

/** What is read of the resolved project; the values of its environment are left where they are. */
const projectSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string().optional(),
      build: z.unknown().optional(),
      depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
      healthcheck: z.unknown().optional(),
    }),
  ),
});

export interface Service {
  /** As compose resolves it, variables filled in. */
  image: string;
  isBuiltHere: boolean;
  dependsOn: string[];
  hasHealthCheck: boolean;
  /** Variables that the files use and nothing sets: compose takes them for empty. */
  missingVariables: string[];
}

/**
 * Resolves the project with compose itself, as a deployment does: what only a rollback resolved otherwise has broken
 * rollbacks before (dokploy#4923). Errors: `not_found` for the service, `invalid_target` when it has no image.
 */
export async function readService(docker: Docker, signal: AbortSignal): Promise<Service> {
  const { service } = docker.config;
  const result = await docker.tryCompose(['config'], { signal });
  if (result.exitCode !== 0) throw classify('compose config', docker.hostName, result.stderr);
  // Version 1 answers in YAML only.
  const project = projectSchema.safeParse(parse(result.stdout));
  if (!project.success) throw unreadable('compose config', project.error);
  const found = project.data.services[service];
  if (!found)
    throw new ProviderError(
      'not_found',
      `The project in ${docker.config.directory} has no service ${service}: correct the service, the files or the profiles in the catalogue.`,
    );
  if (found.image === undefined)
    throw new ProviderError(
      'invalid_target',
      `${service} is built on the host and its image has no name: give the service an image: line, so that builds can be told apart.`,
    );
  const { depends_on: dependsOn = [], image, build, healthcheck } = found;
  return {
    image,
    isBuiltHere: build !== undefined,
    dependsOn: Array.isArray(dependsOn) ? dependsOn : Object.keys(dependsOn),
    hasHealthCheck: healthcheck !== undefined,
    missingVariables: missingIn(result.stderr),
  };
}

/** `The "TAG" variable is not set.` (v2), `The TAG variable is not set.` (v1). */
function missingIn(stderr: string): string[] {
  const names = [...stderr.matchAll(/The \\?"?(\w+)\\?"? variable is not set/g)].map(([, name = '']) => name);
  return [...new Set(names)];
}
