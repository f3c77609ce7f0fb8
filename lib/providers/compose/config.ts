import path from 'node:path';
import { z } from 'zod';
import { dockerShape } from '@/lib/net/docker';
import { secretReference } from '@/lib/net/reference';

/** Compose's own rule for projects, and wide enough for its services; never an option. */
const name = z
  .string()
  .max(200)
  .regex(/^[a-zA-Z0-9][\w.-]*$/, { error: 'Expected a name of letters, digits, dots, dashes and underscores' });

const relative = z
  .string()
  .max(1_000)
  .regex(/^[^-\0][^\0]*$/, { error: 'Expected a path, from the project directory or absolute' });

const program = z
  .string()
  .max(1_000)
  .regex(/^[^-\0][^\0]*$/);

export const composeConfig = z.object({
  /** Where the project lives on the console's machine. */
  directory: z.string().max(1_000).refine(path.isAbsolute, { error: 'Expected an absolute path' }),
  /** `-f`, in order; by default the file that compose finds itself. */
  files: z.array(relative).max(20).default([]),
  profiles: z.array(name).max(20).default([]),
  /** `--env-file`; by default compose reads `.env` of the directory. */
  envFile: relative.optional(),
  projectName: name.optional(),
  service: name,
  /** Image repository whose images are offered; by default that of the service's image. */
  repository: z
    .string()
    .max(400)
    .regex(/^[a-z0-9][a-zA-Z0-9._:/-]*$/, { error: 'Expected an image repository, such as ghcr.io/shop/web' })
    .optional(),
  ...dockerShape,
  /** A `config.json` of Docker with the logins of registries that images are pulled from; the account's own by default. */
  registryLogins: secretReference.optional(),
  /** Variables that a deployment has in its shell and the file needs: secrets as references, the others as they are. */
  variables: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string().max(2_000)).default({}),
  /** By default `docker compose`, or `docker-compose` where that is missing. */
  composeCommand: z.array(program).min(1).max(5).optional(),
  /** How long one call may take. */
  timeoutSeconds: z.number().positive().max(600).default(30),
  /** How long pulling the image, and stopping and starting the container, may take. */
  changeTimeoutSeconds: z.number().positive().max(3_600).default(300),
});
export type ComposeConfig = z.output<typeof composeConfig>;
