import type { RequestOptions } from 'node:https';
import path from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { secretReference as reference } from './reference';

/** What every adapter for a cluster asks for: where its API is, and as whom. */
export const kubernetesShape = {
  /** A kubeconfig. Without it, and without `inCluster` and `server`: KUBECONFIG or ~/.kube/config where the console runs. */
  kubeconfig: reference.optional(),
  /** A context of the kubeconfig; its current one by default. */
  context: z.string().min(1).max(253).optional(),
  /** The service account of the pod that the console runs in. */
  inCluster: z.boolean().default(false),
  /** Address of the API, with `token` and, unless a public authority signed its certificate, `ca`. */
  server: z
    .string()
    .max(1_000)
    .refine(isAcceptedServer, { error: 'Expected https:// without a password (http:// on this machine only)' })
    .optional(),
  token: reference.optional(),
  ca: reference.optional(),
};
export type KubernetesPlace = z.output<z.ZodObject<typeof kubernetesShape>>;

/** Names of objects and namespaces: DNS labels and subdomains (RFC 1123), as the API validates them. */
export const objectName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, { error: 'Expected a name in lower case, such as shop-web' });

/** One cluster, and all that it needs. */
export function oneCluster(config: KubernetesPlace, issues: z.RefinementCtx): void {
  const ways = [config.kubeconfig ?? config.context, config.inCluster || undefined, config.server];
  const mixed = ways.filter((way) => way !== undefined).length > 1;
  if (mixed) issues.addIssue({ code: 'custom', message: 'Choose one of kubeconfig with context, inCluster, server' });
  if ((config.server === undefined) !== (config.token === undefined))
    issues.addIssue({ code: 'custom', path: ['token'], message: 'server and token belong together' });
  if (config.ca !== undefined && config.server === undefined)
    issues.addIssue({ code: 'custom', path: ['ca'], message: 'ca belongs to server' });
}

/** Credentials travel with each call: unencrypted only where they never leave the machine. */
function isAcceptedServer(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

/** The way to the API is unusable: a sentence for people, with nothing of what the kubeconfig holds. */
export class KubernetesAccessError extends Error {
  override readonly name = 'KubernetesAccessError';
}

interface Secrets {
  resolve(reference: string): Promise<string>;
  /** Never to be shown from now on. */
  hide(value: string): void;
}

/** Where the API is, and what a request to it carries: headers, certificates, proxy. Never logged. */
export interface Access {
  server: string;
  options: RequestOptions;
}

/** Opens the way to the API for one call. Errors: KubernetesAccessError when the kubeconfig is unusable, those of `resolve`. */
export type OpenAccess = (signal: AbortSignal) => Promise<Access>;

/**
 * References are resolved at each call. What was made of them is kept as long as they are the same, because the
 * kubeconfig of a managed cluster runs a program for its token, which is good for many calls.
 */
export function accessTo(config: KubernetesPlace, secrets: Secrets): OpenAccess {
  let last: { from: string; kubeconfig: KubeConfig } | undefined;
  return async (signal) => {
    signal.throwIfAborted();
    const read = await readSources(config, secrets);
    const from = JSON.stringify(read);
    if (last?.from !== from) last = { from, kubeconfig: await load(config, read) };
    const { kubeconfig } = last;
    const server = kubeconfig.getCurrentCluster()?.server ?? '';
    const options: RequestOptions = { headers: {} };
    await kubeconfig.applyToHTTPSOptions(options).catch(() => {
      // The words of a token's program may quote what it printed.
      throw problem(
        `The credentials for ${server} could not be obtained: run kubectl with the same kubeconfig where the console runs, and correct what it complains of.`,
      );
    });
    remember(options, secrets.hide);
    return { server, options };
  };
}

interface Sources {
  kubeconfig?: string;
  token?: string;
  ca?: string;
}

async function readSources(config: KubernetesPlace, { resolve, hide }: Secrets): Promise<Sources> {
  const sources: Sources = {};
  if (config.kubeconfig !== undefined) sources.kubeconfig = await resolve(config.kubeconfig);
  if (config.token !== undefined) {
    sources.token = (await resolve(config.token)).trim();
    hide(sources.token);
  }
  if (config.ca !== undefined) sources.ca = await resolve(config.ca);
  return sources;
}

/** The client is large: it is loaded with the first call, not with the console. */
async function load(config: KubernetesPlace, sources: Sources): Promise<KubeConfig> {
  const client = await import('@kubernetes/client-node');
  const kubeconfig = new client.KubeConfig();
  try {
    if (config.server !== undefined) {
      kubeconfig.loadFromClusterAndUser(
        {
          name: 'cluster',
          server: config.server,
          skipTLSVerify: false,
          ...(sources.ca === undefined ? {} : { caData: Buffer.from(sources.ca).toString('base64') }),
        },
        { name: 'user', ...(sources.token === undefined ? {} : { token: sources.token }) },
      );
    } else if (config.inCluster) {
      if (!process.env.KUBERNETES_SERVICE_HOST)
        throw problem('The console does not run in a pod: give a kubeconfig or a server instead of inCluster.');
      kubeconfig.loadFromCluster();
    } else if (config.kubeconfig !== undefined && sources.kubeconfig !== undefined) {
      kubeconfig.loadFromString(sources.kubeconfig);
      if (config.kubeconfig.startsWith('file:')) kubeconfig.makePathsAbsolute(path.dirname(config.kubeconfig.slice(5)));
    } else {
      kubeconfig.loadFromDefault();
    }
  } catch (error) {
    if (error instanceof KubernetesAccessError) throw error;
    // What a parser complains of quotes the file, and that holds keys.
    throw problem(`${nameOfSource(config)} is not a valid kubeconfig: check it with kubectl config view.`);
  }
  if (config.context !== undefined) kubeconfig.setCurrentContext(config.context);
  return checked(kubeconfig, config);
}

function checked(kubeconfig: KubeConfig, config: KubernetesPlace): KubeConfig {
  const cluster = kubeconfig.getCurrentCluster();
  if (!cluster) {
    const context = kubeconfig.getCurrentContext();
    throw problem(
      context
        ? `${nameOfSource(config)} has no context ${context} with a cluster: correct the context.`
        : `${nameOfSource(config)} has no current context: name a context.`,
    );
  }
  if (!isAcceptedServer(cluster.server))
    throw problem(
      `${cluster.server.slice(0, 100)} is not encrypted: give an https address, http is for this machine only.`,
    );
  // The client asks for this before it speaks http at all; there is no certificate that could go unverified.
  if (cluster.server.startsWith('http:')) Object.assign(cluster, { skipTLSVerify: true });
  return kubeconfig;
}

const problem = (message: string) => new KubernetesAccessError(message);

const nameOfSource = ({ kubeconfig }: KubernetesPlace) =>
  kubeconfig === undefined ? 'KUBECONFIG' : `The secret ${kubeconfig}`;

function remember({ headers, auth, key }: RequestOptions, hide: Secrets['hide']): void {
  const authorization = new Map(Object.entries(headers ?? {})).get('Authorization');
  if (typeof authorization === 'string') {
    hide(authorization);
    hide(authorization.replace(/^\w+ /, ''));
  }
  if (auth) {
    hide(auth);
    hide(auth.slice(auth.indexOf(':') + 1));
  }
  if (typeof key === 'string' || Buffer.isBuffer(key)) hide(key.toString());
}
