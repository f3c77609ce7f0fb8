import { createHash } from 'node:crypto';

/** Images and containers as `inspect` shows them (Docker Engine API), as far as they are asked for. */
export interface Image {
  Id: string;
  RepoTags: string[];
  RepoDigests: string[];
  Created: string;
  Config: { Labels: Record<string, string> };
}

export interface Container {
  Id: string;
  Name: string;
  /** The id of its image. */
  Image: string;
  State: {
    Status: 'running' | 'restarting' | 'exited';
    ExitCode: number;
    OOMKilled: boolean;
    Error: string;
    Health?: { Status: 'starting' | 'healthy' | 'unhealthy'; Log: { Output: string }[] };
  };
  RestartCount: number;
  Config: { Labels: Record<string, string> };
}

export interface World {
  repository: string;
  project: string;
  service: string;
  hasHealthCheck: boolean;
  stepMs: number;
  images: Image[];
  /** What the registry has beside. */
  registry: Image[];
  container: Container | null;
  /** Of the definition that the container was made of; null for what others started. */
  hash: string | null;
  startedAtMs: number;
  made: number;
  /** Images whose program does not get healthy, or ends at once. */
  unhealthy: Set<string>;
  crashing: Set<string>;
  /** What the program wrote, oldest first. */
  logs: { atMs: number; text: string }[];
  /** Why no container can be started, while that is so. */
  refusal: string | null;
}

export interface WorldOptions {
  project?: string;
  hasHealthCheck?: boolean;
  history?: number;
  stepMs?: number;
}

const FIRST_AT = Date.UTC(2026, 0, 5, 9);
const AN_HOUR_MS = 3_600_000;
const idOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** A shop's front with the images of its releases on the host, the newest running. */
export function createWorld({
  project = 'shop',
  hasHealthCheck = true,
  history = 28,
  stepMs = 40,
}: WorldOptions): World {
  const world: World = {
    repository: 'registry.example/shop/web',
    project,
    service: 'web',
    hasHealthCheck,
    stepMs,
    images: [],
    registry: [],
    container: null,
    hash: null,
    startedAtMs: 0,
    made: 0,
    unhealthy: new Set(),
    crashing: new Set(),
    logs: ['Listening on port 3000', 'TypeError: cart.total is not a function'].map((text) => ({
      atMs: FIRST_AT,
      text,
    })),
    refusal: null,
  };
  for (let n = 1; n <= history; n++) addImage(world);
  const newest = world.images.at(-1);
  if (newest) run(world, newest.Id, null, 0);
  return world;
}

/** The next release; each third was built on the host and is in no registry. */
export function addImage(world: World): Image {
  const n = world.images.length + world.registry.length + 1;
  const image: Image = {
    Id: idOf(`image ${n}`),
    RepoTags: [`${world.repository}:${n}.0`],
    RepoDigests: n % 3 === 0 ? [] : [`${world.repository}@${idOf(`manifest ${n}`)}`],
    Created: new Date(FIRST_AT + n * AN_HOUR_MS).toISOString(),
    Config: { Labels: { 'org.opencontainers.image.revision': createHash('sha1').update(`${n}`).digest('hex') } },
  };
  world.images.push(image);
  return image;
}

/** Replaces the service's container by one of this image. */
export function run(world: World, imageId: string, hash: string | null, nowMs: number): void {
  const { project, service } = world;
  world.made++;
  world.hash = hash;
  world.startedAtMs = nowMs;
  world.container = {
    Id: idOf(`container ${world.made}`).slice(7),
    Name: `/${project}-${service}-1`,
    Image: imageId,
    State: {
      Status: 'running',
      ExitCode: 0,
      OOMKilled: false,
      Error: '',
      ...(world.hasHealthCheck ? { Health: { Status: 'starting' as const, Log: [] } } : {}),
    },
    RestartCount: 0,
    Config: { Labels: { 'com.docker.compose.oneoff': 'False', 'com.docker.compose.service': service } },
  };
}

/** Brings the container forward to now: health after one step, and a restart at each step of one that crashes. */
export function settle(world: World, nowMs: number): void {
  const { container, stepMs, startedAtMs } = world;
  const steps = Math.floor((nowMs - startedAtMs) / stepMs);
  if (!container || steps < 1) return;
  const { State: state, Image: image } = container;
  if (world.crashing.has(image)) {
    container.RestartCount = Math.min(steps, 5);
    state.Status = 'restarting';
    state.ExitCode = 1;
  } else if (state.Health) {
    const works = !world.unhealthy.has(image);
    state.Health.Status = works ? 'healthy' : 'unhealthy';
    state.Health.Log = [{ Output: works ? 'ok' : 'HTTP 500 from /health' }];
  }
}

/** The image on the host that a name or an id stands for. */
export function findImage(images: Image[], name: string): Image | undefined {
  const [named, digest] = name.split('@');
  const bare = named?.replace(/:[^/:]*$/, '');
  return images.find(({ Id, RepoTags, RepoDigests }) =>
    digest === undefined ? Id === name || RepoTags.includes(name) : RepoDigests.includes(`${bare}@${digest}`),
  );
}
