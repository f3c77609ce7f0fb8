import type { Stored, Template, Workload } from './objects';
import { write } from './patch';
import type { Seed } from './seed';
import type { Store } from './store';
import { sameTemplate } from './template';

interface Managing {
  by: 'argocd' | 'flux_kustomization' | 'flux_helm';
  name: string;
  selfHeal: boolean;
  owner?: string | undefined;
}

const RESOURCES = { argocd: 'applications', flux_kustomization: 'kustomizations', flux_helm: 'helmreleases' } as const;
const HOMES = { argocd: 'argocd', flux_kustomization: 'flux-system', flux_helm: 'flux-system' } as const;
const WRITERS = {
  argocd: 'argocd-controller',
  flux_kustomization: 'kustomize-controller',
  flux_helm: 'helm-controller',
} as const;

/** Argo CD or Flux beside the cluster: what git has comes back whenever the workload differs, unless it is suspended. */
export class GitOps {
  private managing: (Managing & { workload: string; namespace: string; resource: string }) | null = null;
  private git: Template | null = null;
  private differsSince: number | null = null;
  private syncingUntil = 0;
  private seenAt = 0;

  constructor(
    private readonly store: Store,
    private readonly healMs: number,
  ) {}

  manage(managing: Managing, { kind, name: workload, namespace }: Seed): void {
    const resource = `${kind}s`;
    this.managing = { ...managing, workload, namespace, resource };
    const found = this.workload();
    this.git = structuredClone(found.spec.template);
    const { labels, annotations } = marksOf(managing, found);
    const metadata = {
      ...found.metadata,
      labels: { ...found.metadata.labels, ...labels },
      annotations: { ...found.metadata.annotations, ...annotations },
    };
    this.store.put(resource, { ...found, metadata });
    this.store.create(RESOURCES[managing.by], objectOf(managing));
  }

  commit(): void {
    this.git = structuredClone(this.workload().spec.template);
  }

  begin(forMs: number): void {
    this.syncingUntil = Date.now() + forMs;
    this.seenAt = 0;
  }

  /** One look: a status that moves, and what git has once the difference has lasted. */
  step(nowMs: number): void {
    if (!this.managing || !this.git) return;
    const { by, name, selfHeal } = this.managing;
    const object = this.store.get(RESOURCES[by], HOMES[by], name);
    if (!object) return;
    if (nowMs - this.seenAt >= Math.min(this.healMs, 100)) this.look(object, nowMs);
    const workload = this.workload();
    const differs = !sameTemplate(workload.spec.template, this.git);
    this.differsSince = differs && isOn(by, object) && selfHeal ? (this.differsSince ?? nowMs) : null;
    if (this.differsSince === null || nowMs - this.differsSince < this.healMs) return;
    const after = { ...workload, spec: { ...workload.spec, template: structuredClone(this.git) } };
    write(this.store, this.managing.resource, workload, after, WRITERS[by]);
  }

  /** Argo CD writes `status.reconciledAt` with each refresh, in the object itself: resourceVersion moves. */
  private look(object: Stored, nowMs: number): void {
    this.seenAt = nowMs;
    const isSyncing = nowMs < this.syncingUntil;
    const status =
      object.kind === 'Application'
        ? {
            reconciledAt: new Date(nowMs).toISOString(),
            operationState: { phase: isSyncing ? 'Running' : 'Succeeded' },
          }
        : { conditions: isSyncing ? [{ type: 'Reconciling', status: 'True', reason: 'Progressing' }] : [] };
    this.store.put(RESOURCES[this.managing?.by ?? 'argocd'], { ...object, status });
  }

  private workload(): Workload {
    const { resource = '', namespace = '', workload = '' } = this.managing ?? {};
    const found = this.store.get<Workload>(resource, namespace, workload);
    if (!found) throw new Error('nothing is managed');
    return found;
  }
}

/** Argo CD, "Automated Sync Policy"; Flux, `spec.suspend`. */
function isOn(by: Managing['by'], { spec }: Stored): boolean {
  if (by !== 'argocd') return (spec as { suspend?: boolean }).suspend !== true;
  const { automated } = (spec as { syncPolicy?: { automated?: { enabled?: boolean } } }).syncPolicy ?? {};
  return automated !== undefined && automated.enabled !== false;
}

/** By what a managed object is known: Argo CD, "Resource Tracking"; the labels of Flux's controllers. */
function marksOf({ by, name }: Managing, { kind, metadata }: Workload) {
  if (by === 'argocd')
    return {
      annotations: { 'argocd.argoproj.io/tracking-id': `${name}:apps/${kind}:${metadata.namespace}/${metadata.name}` },
    };
  const prefix = by === 'flux_kustomization' ? 'kustomize.toolkit.fluxcd.io' : 'helm.toolkit.fluxcd.io';
  return { labels: { [`${prefix}/name`]: name, [`${prefix}/namespace`]: HOMES[by] } };
}

function objectOf({ by, name, selfHeal, owner }: Managing) {
  const reference = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    uid: 'a-set',
    controller: true,
  } as const;
  const metadata = {
    name,
    namespace: HOMES[by],
    ...(owner === undefined ? {} : { ownerReferences: [{ ...reference, name: owner }] }),
  };
  if (by === 'argocd')
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata,
      spec: {
        project: 'default',
        source: { repoURL: 'https://git.shop.test/deploy.git', path: 'web', targetRevision: 'HEAD' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        syncPolicy: { automated: { prune: true, selfHeal }, syncOptions: ['CreateNamespace=false'] },
      },
      status: {},
    };
  const isHelm = by === 'flux_helm';
  return {
    apiVersion: isHelm ? 'helm.toolkit.fluxcd.io/v2' : 'kustomize.toolkit.fluxcd.io/v1',
    kind: isHelm ? 'HelmRelease' : 'Kustomization',
    metadata,
    spec: isHelm
      ? { interval: '1m', chart: { spec: { chart: 'web' } }, driftDetection: { mode: 'enabled' } }
      : { interval: '1m', path: './web', prune: true, sourceRef: { kind: 'GitRepository', name: 'deploy' } },
    status: {},
  };
}
