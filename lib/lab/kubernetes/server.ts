import type { Call, Reply } from '../emulator/contract';
import type { Cluster } from './cluster';
import { failure, Refused } from './failure';
import type { GitOps } from './gitops';
import { logOf } from './logs';
import type { Pod, Stored } from './objects';
import { patch } from './patch';
import type { Permissions } from './permissions';
import { PARAMETERS, RESOURCES } from './resources';
import { matcherOf } from './selectors';
import type { Watches } from './watch';

const PATH = /^\/(?:api\/v1|apis\/([\w.]+\/v\w+))\/namespaces\/([\w.-]+)\/(\w+)(?:\/([\w.-]+))?(?:\/(\w+))?$/;
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

export interface Server {
  cluster: Cluster;
  watches: Watches;
  permissions: Permissions;
  gitops: GitOps;
  token: string;
  /** Sent with every reply, as proxies and tracers add theirs. */
  headers: Record<string, string>;
}

/** Answers one call as the API server does; every refusal is a Status object. */
export function answer(server: Server, call: Call): Reply {
  if (call.headers.authorization !== `Bearer ${server.token}`)
    return failure(401, 'Unauthorized', 'Unauthorized', server.headers);
  try {
    const reply = route(server, call);
    if ('stream' in reply) return reply;
    return { ...reply, headers: { ...server.headers, ...reply.headers } };
  } catch (error) {
    if (error instanceof Refused) return failure(error.code, error.reason, error.message, server.headers);
    throw error;
  }
}

function route(server: Server, call: Call): Reply {
  if (call.path === '/version' && call.method === 'GET')
    return { status: 200, body: { major: '1', minor: '33', gitVersion: 'v1.33.0' } };
  if (call.path === REVIEWS && call.method === 'POST') return review(server, call);
  const [, apiVersion = 'v1', namespace = '', plural = '', name, subresource] = PATH.exec(call.path) ?? [];
  const resource = RESOURCES[plural];
  if (!resource || resource.apiVersion !== apiVersion) return { status: 404, body: '404 page not found\n' };
  const verb = verbOf(call, name);
  const isLog = plural === 'pods' && subresource === 'log' && verb === 'get';
  if (subresource !== undefined && !isLog) return { status: 404, body: '404 page not found\n' };
  if (!resource.verbs.some((known) => known === verb))
    throw new Refused(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
  requireKnown(call, isLog ? 'log' : verb);
  server.permissions.require({ verb, group: resource.group, resource: plural, subresource, namespace, name });
  if (name === undefined) return listOrWatch(server, call, namespace, plural);
  const found = server.cluster.store.get(plural, namespace, name);
  if (!found) {
    const kind = resource.group === '' ? plural : `${plural}.${resource.group}`;
    throw new Refused(404, 'NotFound', `${kind} "${name}" not found`);
  }
  if (isLog) return { status: 200, body: logOf(server.cluster.kubelet, found as Pod, call) };
  return verb === 'patch' ? patch(server.cluster.store, plural, found, call) : { status: 200, body: found };
}

function verbOf({ method, query }: Call, name: string | undefined): string {
  if (method === 'PATCH' && name !== undefined) return 'patch';
  if (method !== 'GET') return method.toLowerCase();
  if (name !== undefined) return 'get';
  return ['true', '1'].includes(query.get('watch') ?? '') ? 'watch' : 'list';
}

function requireKnown({ query }: Call, verb: string): void {
  const unknown = [...query.keys()].find((key) => !PARAMETERS[verb]?.includes(key));
  if (unknown !== undefined)
    throw new Refused(400, 'BadRequest', `the emulator knows no parameter ${unknown} for ${verb}`);
}

/** In pages by name, as etcd's keys are; `continue` names the next key (API concepts, "Retrieving large results sets in chunks"). */
function listOrWatch({ cluster, watches, headers }: Server, call: Call, namespace: string, plural: string): Reply {
  const { apiVersion = '', kind = '' } = RESOURCES[plural] ?? {};
  const selected = matcherOf(call.query);
  const matches = (object: Stored) => object.metadata.namespace === namespace && selected(object);
  if (verbOf(call, undefined) === 'watch')
    return watches.reply({ resource: plural, apiVersion, kind, matches, query: call.query, headers });
  const all = cluster.store
    .list(plural)
    .filter(matches)
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const rest = all.filter(({ metadata }) => metadata.name >= (call.query.get('continue') ?? ''));
  const limit = Number(call.query.get('limit') ?? 0) || rest.length;
  const next = rest.at(limit)?.metadata.name;
  const metadata = {
    resourceVersion: cluster.store.resourceVersion,
    ...(next === undefined ? {} : { continue: next }),
  };
  return { status: 200, body: { kind: `${kind}List`, apiVersion, metadata, items: rest.slice(0, limit) } };
}

/** Anybody may ask what they may do; nothing is stored (authorization.k8s.io/v1, SelfSubjectAccessReview). */
function review({ permissions }: Server, call: Call): Reply {
  const body = JSON.parse(call.body) as { kind?: string; spec?: { resourceAttributes?: Record<string, string> } };
  const { verb, resource, group = '', namespace = '', subresource } = body.spec?.resourceAttributes ?? {};
  if (body.kind !== 'SelfSubjectAccessReview' || verb === undefined || resource === undefined)
    throw new Refused(422, 'Invalid', 'spec.resourceAttributes: Required value');
  const allowed = permissions.allows({ verb, group, resource, subresource, namespace });
  return { status: 201, body: { ...body, status: { allowed } } };
}
