import { z } from 'zod';
import type { Emulator } from '../emulator/contract';
import { actionsOf } from './actions';
import { Cluster, type ClusterState } from './cluster';
import { failure } from './failure';
import { GitOps } from './gitops';
import { Permissions } from './permissions';
import { seed } from './seed';
import { answer, type Server } from './server';
import { Watches } from './watch';

const optionsSchema = z.strictObject({
  token: z.string(),
  kind: z.enum(['deployment', 'statefulset', 'daemonset']).default('deployment'),
  namespace: z.string().default('shop'),
  name: z.string().default('web'),
  /** A history of so many numbered versions, or of these images' tags, each rolled out at its time. */
  revisions: z.number().int().min(1).default(27),
  history: z.array(z.object({ tag: z.string(), note: z.string(), atMs: z.number() })).optional(),
  replicas: z.number().int().min(0).default(3),
  secret: z.string().default('not-a-secret-but-hidden'),
  /** How often the controllers look; a pod is ready after `startSteps` of it. */
  stepMs: z.number().default(500),
  startSteps: z.number().int().min(1).default(6),
  bookmarkMs: z.number().default(60_000),
  /** How long a difference from git lasts before what manages the workload brings git's version back. */
  healMs: z.number().default(1_000),
  /** What `state()` answered earlier. */
  state: z.custom<ClusterState>().optional(),
});

/** A cluster with one workload and its history, over the API server's HTTP. Time passes once it is made. */
export function createKubernetes(given: Record<string, unknown>): Emulator {
  const actions: Emulator['actions'] = {};
  let world = build(given);
  /** Begins anew with other options. */
  const reset = (options: Record<string, unknown>) => {
    world.end();
    world = build(options);
    Object.assign(actions, world.actions);
  };
  Object.assign(actions, world.actions, { reset });
  return {
    handle: (call) => answer(world.server, call),
    // A review is a POST that stores nothing.
    isWrite: ({ method }) => method !== 'GET' && method !== 'POST',
    refusal: (fault) => REFUSALS[fault],
    actions,
    state: () => world.server.cluster.state(),
    everything: () => world.server.cluster.store.everything(),
    end: () => world.end(),
  };
}

const REFUSALS = {
  auth_refused: failure(401, 'Unauthorized', 'Unauthorized'),
  unavailable: failure(503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
  // Status and header as API priority and fairness has them; the sentence is not the server's own.
  rate_limited: failure(429, 'TooManyRequests', 'Too many requests, please try again later.', { 'retry-after': '1' }),
};

function build(given: Record<string, unknown>): { server: Server; actions: Emulator['actions']; end(): void } {
  const { token, stepMs, startSteps, bookmarkMs, healMs, state, ...what } = optionsSchema.parse(given);
  const cluster = new Cluster(() => new Date(), startSteps);
  if (state) cluster.restore(state);
  else seed(cluster, what);
  const server: Server = {
    cluster,
    watches: new Watches(cluster.store, bookmarkMs),
    permissions: new Permissions(),
    gitops: new GitOps(cluster.store, healMs),
    token,
    headers: { 'x-trace': what.secret },
  };
  const time = setInterval(() => {
    server.gitops.step(Date.now());
    cluster.step();
  }, stepMs);
  time.unref();
  return { server, actions: actionsOf(server, what), end: () => clearInterval(time) };
}
