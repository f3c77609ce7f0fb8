import type { Cluster } from './cluster';
import type { Template, Workload } from './objects';
import { write } from './patch';

export const KINDS = { deployment: 'Deployment', statefulset: 'StatefulSet', daemonset: 'DaemonSet' } as const;
export type KindName = keyof typeof KINDS;

export interface Seed {
  kind: KindName;
  namespace: string;
  name: string;
  revisions: number;
  history?: { tag: string; note: string; atMs: number }[] | undefined;
  replicas: number;
  /** A value that careless people put into an environment variable and an annotation. */
  secret: string;
}

const NOTES = ['Checkout for guests', 'Faster search', 'Tax rates of the year', 'Bigger pictures', 'French sentences'];

/** What people deploy: one image a version, with fields that typed clients have lost on their way (a gRPC probe). */
function templateOf({ name, secret }: Seed, { version, image }: Pick<Deployment, 'version' | 'image'>): Template {
  return {
    metadata: { creationTimestamp: null, labels: { app: name }, annotations: { 'prometheus.io/scrape': 'true' } },
    spec: {
      containers: [
        {
          name,
          image,
          env: [
            { name: 'PORT', value: '8080' },
            { name: 'RELEASE', value: image.split(':').at(-1) ?? '' },
            { name: 'DATABASE_PASSWORD', value: secret },
          ],
          envFrom: [{ configMapRef: { name: `${name}-config` } }, { secretRef: { name: `${name}-keys` } }],
          ports: [{ containerPort: 8080, protocol: 'TCP' }],
          readinessProbe: {
            grpc: { port: 8080, service: null },
            periodSeconds: 5,
            timeoutSeconds: 1,
            successThreshold: 1,
            failureThreshold: 3,
          },
          resources: { limits: { memory: version % 2 === 0 ? '256Mi' : '384Mi' } },
          terminationMessagePath: '/dev/termination-log',
          imagePullPolicy: 'IfNotPresent',
        },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      securityContext: {},
    },
  };
}

export const imageOf = (name: string, tag: string): string => `registry.shop.test/shop/${name}:${tag}`;
export const numbered = (name: string, version: number): string => imageOf(name, `1.${version}.0`);

/** A workload with a history, each revision rolled out by the controllers themselves. */
export function seed(cluster: Cluster, wanted: Seed): void {
  const { kind, namespace, name, replicas } = wanted;
  const resource = `${kind}s`;
  const releases = releasesOf(wanted);
  const [first] = releases;
  if (!first) throw new Error('a workload has at least one revision');
  const common = {
    revisionHistoryLimit: 100,
    selector: { matchLabels: { app: name } },
    template: templateOf(wanted, first),
  };
  const spec = {
    deployment: {
      ...common,
      replicas,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    },
    statefulset: {
      ...common,
      replicas,
      serviceName: name,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    },
    daemonset: {
      ...common,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
    },
  }[kind];
  const applied = JSON.stringify({ spec: { template: common.template } });
  cluster.store.create(resource, {
    apiVersion: 'apps/v1',
    kind: KINDS[kind],
    metadata: {
      name,
      namespace,
      labels: { app: name },
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': applied },
    },
    spec,
    status: {},
  });
  for (const { at, ...release } of releases) {
    const rollOut = () => {
      deploy(cluster, wanted, release);
      cluster.settle();
    };
    if (at) cluster.at(at, rollOut);
    else rollOut();
  }
}

interface Deployment {
  /** Other settings follow from its number. */
  version: number;
  note: string;
  image: string;
  by?: string;
}

/** Those of the history differ by their images alone. */
function releasesOf({ name, revisions, history }: Seed): (Deployment & { at?: Date })[] {
  if (history)
    return history.map(({ tag, note, atMs }) => ({ version: 1, note, image: imageOf(name, tag), at: new Date(atMs) }));
  return Array.from({ length: revisions }, (_, index) => {
    const version = index + 1;
    return { version, note: NOTES[version % NOTES.length] ?? '', image: numbered(name, version) };
  });
}

/** What a deployment job does: a new image and the reason for it. */
export function deploy(
  cluster: Cluster,
  wanted: Seed,
  { version, note, image, by = 'kubectl-client-side-apply' }: Deployment,
): void {
  const resource = `${wanted.kind}s`;
  const before = cluster.store.get<Workload>(resource, wanted.namespace, wanted.name);
  if (!before) throw new Error(`there is no ${wanted.kind}/${wanted.name}`);
  const annotations = { ...before.metadata.annotations, 'kubernetes.io/change-cause': note };
  const template = templateOf(wanted, { version, image });
  const after = { ...before, metadata: { ...before.metadata, annotations }, spec: { ...before.spec, template } };
  write(cluster.store, resource, before, after, by);
}
