import type { LoggedRequest } from './logs';

/** What an emulated Vercel account holds; names as in the REST API reference. */
export interface Deployment {
  uid: string;
  url: string;
  created: number;
  state: 'READY' | 'ERROR' | 'BUILDING';
  target: 'production' | null;
  readySubstate: 'STAGED' | 'PROMOTED';
  meta: Record<string, string>;
}

export interface AliasRequest {
  fromDeploymentId: string;
  toDeploymentId: string;
  jobStatus: 'pending' | 'in-progress' | 'succeeded' | 'failed';
  requestedAt: number;
  type: 'promote' | 'rollback';
}

export interface World {
  projectId: string;
  name: string;
  plan: 'hobby' | 'pro';
  autoAssign: boolean;
  rollingRelease: object | null;
  /** What Vercel takes for the production deployment; domains pointed by hand do not count. */
  production: string;
  /** Production domains and the deployment that each leads to. */
  aliases: Map<string, string>;
  deployments: Deployment[];
  request: AliasRequest | null;
  /** Domains that a request cannot move, and says so. */
  failing: Set<string>;
  /** Domains that a request does not move although it calls itself succeeded. */
  forgotten: Set<string>;
  /** How long a request stays pending, and then needs for each domain. */
  stepMs: number;
  requests: LoggedRequest[];
  logsPerPage: number | undefined;
}

const FIRST_AT = Date.UTC(2026, 0, 5, 9);
const AN_HOUR_MS = 3_600_000;

export interface WorldOptions {
  plan?: World['plan'];
  domains?: string[];
  /** How many production deployments there are. */
  history?: number;
  stepMs?: number;
  logsPerPage?: number;
}

/** A shop that has been deployed often; between the production deployments lie a preview and one that failed. */
export function createWorld(options: WorldOptions) {
  const { plan = 'pro', domains = ['shop.example'], history = 28, stepMs = 40, logsPerPage } = options;
  const world: World = {
    projectId: 'prj_emulatedShop0000000000000',
    name: 'shop',
    plan,
    autoAssign: true,
    rollingRelease: null,
    production: '',
    aliases: new Map(domains.map((domain) => [domain, ''])),
    deployments: [],
    request: null,
    failing: new Set(),
    forgotten: new Set(),
    stepMs,
    requests: [],
    logsPerPage,
  };
  for (let n = 1; n <= history; n++) {
    deploy(world, { message: `Release ${n}` });
    if (n === 3) addDeployment(world, { message: 'Try another cart', target: null });
    if (n === 5) addDeployment(world, { message: 'Does not build', state: 'ERROR' });
  }
  return world;
}

/** A production deployment that got ready: it takes the domains unless assignment is off. */
export function deploy(world: World, { message }: { message: string }): Deployment {
  const made = addDeployment(world, { message });
  if (!world.autoAssign) return made;
  made.readySubstate = 'PROMOTED';
  world.production = made.uid;
  for (const domain of world.aliases.keys()) world.aliases.set(domain, made.uid);
  return made;
}

export function addDeployment(
  world: World,
  { message, target = 'production', state = 'READY' }: { message: string } & Partial<Deployment>,
): Deployment {
  const n = world.deployments.length + 1;
  const suffix = String(n).padStart(6, '0');
  const made: Deployment = {
    uid: `dpl_emulatedDeployment${suffix}`,
    url: `shop-${suffix}-team.vercel.app`,
    created: FIRST_AT + n * AN_HOUR_MS,
    state,
    target,
    readySubstate: 'STAGED',
    meta: {
      githubCommitSha: suffix.padStart(40, 'c0ffee'),
      githubCommitMessage: `${message}\n\nWith a body.`,
      githubCommitAuthorName: 'Ada',
      githubCommitRef: 'main',
    },
  };
  world.deployments.push(made);
  return made;
}

/** Brings a request forward to now: pending, then one domain after the other, then over. */
export function settle(world: World, now: number): void {
  const { request, stepMs } = world;
  if (!request || request.jobStatus === 'succeeded' || request.jobStatus === 'failed') return;
  const steps = Math.floor((now - request.requestedAt) / stepMs);
  if (steps < 1) return;
  request.jobStatus = 'in-progress';
  const domains = [...world.aliases.keys()];
  for (const domain of domains.slice(0, steps - 1))
    if (!world.failing.has(domain) && !world.forgotten.has(domain)) world.aliases.set(domain, request.toDeploymentId);
  if (steps <= domains.length) return;
  const target = world.deployments.find(({ uid }) => uid === request.toDeploymentId);
  if (target) target.readySubstate = 'PROMOTED';
  world.production = request.toDeploymentId;
  request.jobStatus = world.failing.size > 0 ? 'failed' : 'succeeded';
}

/** What the first production domain leads to. */
export function currentOf(world: World): Deployment | undefined {
  const [uid] = world.aliases.values();
  return world.deployments.find((deployment) => deployment.uid === uid);
}

/** The one that the hobby plan may go back to: the last that served production before the current one. */
export function previousOf(world: World): Deployment | undefined {
  const current = currentOf(world);
  return world.deployments
    .filter(({ created, readySubstate }) => current && created < current.created && readySubstate === 'PROMOTED')
    .at(-1);
}
