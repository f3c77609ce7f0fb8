import { z } from 'zod';
import type { Call, Emulator, Reply } from '../emulator/contract';
import { addImage, createWorld, findImage, type Image, run, settle, type World, type WorldOptions } from './world';

const optionsSchema = z.object({
  /** SHA-256 of the client key that is let in; without it everybody is. */
  keySha: z.string().optional(),
  project: z.string().optional(),
  hasHealthCheck: z.boolean().optional(),
  history: z.number().optional(),
  stepMs: z.number().optional(),
});

const BODIES = {
  '/image-ls': z.strictObject({ repository: z.string() }),
  '/image-inspect': z.strictObject({ names: z.array(z.string()) }),
  '/container-inspect': z.strictObject({ names: z.array(z.string()) }),
  '/pull': z.strictObject({ name: z.string() }),
  '/logs': z.strictObject({ id: z.string(), sinceSeconds: z.number().optional() }),
  '/compose-ps': z.strictObject({ project: z.string(), service: z.string() }),
  '/compose-up': z.strictObject({
    project: z.string(),
    service: z.string(),
    image: z.string(),
    hash: z.string(),
  }),
};

/** What stands behind the stand-in's `docker`: a host with one compose service. Refusals are Docker's own sentences. */
export function createDockerHost(input: Record<string, unknown>): Emulator {
  const { keySha, ...options } = optionsSchema.parse(input);
  const world = createWorld(options as WorldOptions);
  const refusal: Emulator['refusal'] = (fault) =>
    ({
      // crypto/tls of Go, docker/cli's client/errors.go, and the registry's answer as the daemon passes it on.
      auth_refused: no(403, 'error during connect: Get "https://docker/_ping": remote error: tls: bad certificate'),
      unavailable: no(503, 'Cannot connect to the Docker daemon at tcp://docker. Is the docker daemon running?'),
      rate_limited: no(429, 'Error response from daemon: toomanyrequests: You have reached your pull rate limit.'),
    })[fault];
  return {
    handle(call) {
      settle(world, Date.now());
      if (keySha !== undefined && call.headers['x-client-key'] !== keySha) return refusal('auth_refused', call);
      return answer(world, call);
    },
    isWrite: ({ path }) => path === '/compose-up' || path === '/pull',
    refusal,
    actions: actionsOn(world),
    // What time alone changes is left out: health and restarts.
    everything: () => ({ images: world.images, made: world.made, runs: world.container?.Image, hash: world.hash }),
  };
}

function answer(world: World, { path, body }: Call): Reply {
  const read = <S extends z.ZodType>(schema: S): z.output<S> => schema.parse(JSON.parse(body));
  switch (path) {
    case '/image-ls': {
      const { repository } = read(BODIES['/image-ls']);
      return yes({ ids: repository === world.repository ? world.images.map(({ Id }) => Id).reverse() : [] });
    }
    case '/image-inspect': {
      const { names } = read(BODIES['/image-inspect']);
      return inspected(names, (name) => findImage(world.images, name), 'image');
    }
    case '/container-inspect': {
      const { names } = read(BODIES['/container-inspect']);
      return inspected(names, (name) => (world.container?.Id === name ? world.container : undefined), 'container');
    }
    case '/pull':
      return pull(world, read(BODIES['/pull']).name);
    case '/logs':
      return logs(world, read(BODIES['/logs']));
    case '/compose-ps': {
      const { project, service } = read(BODIES['/compose-ps']);
      const isOurs = project === world.project && service === world.service;
      return yes({ ids: isOurs && world.container ? [world.container.Id] : [] });
    }
    case '/compose-up':
      return up(world, read(BODIES['/compose-up']));
    default:
      return no(404, `The emulator has no ${path}.`);
  }
}

function logs(world: World, { id, sinceSeconds }: { id: string; sinceSeconds?: number | undefined }): Reply {
  if (![world.container?.Id, world.container?.Name.slice(1)].includes(id))
    return no(404, `Error response from daemon: No such container: ${id}`);
  const from = sinceSeconds === undefined ? 0 : Date.now() - sinceSeconds * 1_000;
  const lines = world.logs.filter(({ atMs }) => atMs >= from);
  return yes({ lines: lines.map(({ atMs, text }) => ({ at: new Date(atMs).toISOString(), text })) });
}

function inspected(names: string[], find: (name: string) => object | undefined, kind: string): Reply {
  const found = names.map((name) => [name, find(name)] as const);
  return yes({
    items: found.flatMap(([, item]) => (item ? [item] : [])),
    errors: found.flatMap(([name, item]) => (item ? [] : [`No such ${kind}: ${name}`])),
  });
}

function pull(world: World, name: string): Reply {
  const image = findImage(world.registry, name);
  if (!image) return no(404, `Error response from daemon: manifest for ${name} not found: manifest unknown`);
  world.registry = world.registry.filter((each) => each !== image);
  world.images.push(image);
  return { status: 200, body: { name }, changed: `pull ${name}` };
}

/** A container of the same image and definition is left as it is (compose's config hash). */
function up(world: World, { service, image: name, hash }: { service: string; image: string; hash: string }): Reply {
  const image = findImage(world.images, name);
  if (!image) return no(404, `Error response from daemon: No such image: ${name}`);
  if (world.refusal !== null) return no(500, `Error response from daemon: ${world.refusal}`);
  if (world.container?.Image === image.Id && world.hash === hash) return yes({});
  run(world, image.Id, hash, Date.now());
  return { status: 200, body: {}, changed: `up ${service} ${name}` };
}

function actionsOn(world: World): Emulator['actions'] {
  const text = (value: unknown) => z.string().parse(value);
  const imageOf = (tag: unknown): Image => {
    const found = findImage(world.images, `${world.repository}:${text(tag)}`);
    if (!found) throw new Error(`no image with tag ${tag}`);
    return found;
  };
  return {
    /** Somebody deploys the next release; gives its tag. */
    deploy: () => {
      const image = addImage(world);
      run(world, image.Id, null, Date.now());
      return image.RepoTags[0]?.split(':').at(-1);
    },
    breakHealth: ({ tag }) => void world.unhealthy.add(imageOf(tag).Id),
    crash: ({ tag }) => void world.crashing.add(imageOf(tag).Id),
    /** Takes an image off the host; the registry keeps it. */
    prune: ({ tag }) => {
      const image = imageOf(tag);
      world.images = world.images.filter((each) => each !== image);
      world.registry.push(image);
    },
    untag: ({ tag }) => {
      imageOf(tag).RepoTags = [];
    },
    moveTag: ({ tag, to }) => {
      const name = `${world.repository}:${text(tag)}`;
      imageOf(tag).RepoTags = [];
      imageOf(to).RepoTags.push(name);
    },
    removeContainer: () => {
      world.container = null;
    },
    log: ({ lines, atMs }) => {
      for (const line of z.array(z.string()).parse(lines)) world.logs.push({ atMs: Number(atMs), text: line });
    },
    refuseUp: ({ reason }) => {
      world.refusal = reason === null ? null : text(reason);
    },
  };
}

const yes = (body: unknown): Reply => ({ status: 200, body });
const no = (status: number, body: string): Reply => ({ status, body });
