import type { Workload } from './objects';
import { isObject } from './template';

/** What may bring another version back by itself, as labels, annotations and managedFields tell. */
export interface Manager {
  kind: 'argocd' | 'flux_kustomization' | 'flux_helm' | 'helm' | 'other';
  name: string;
  namespace: string;
}

/** Their writes are those of people and of this console, or of Kubernetes itself. */
const EXPECTED = /^(?:kubectl\b.*|repli|kube-controller-manager|argocd.*|kustomize-controller|helm-controller|helm)$/;

/**
 * Sources: Argo CD, "Resource Tracking" (annotation `argocd.argoproj.io/tracking-id`, label `argocd.argoproj.io/instance`);
 * Flux, labels that kustomize-controller and helm-controller set on what they apply; Helm 3, the annotations
 * `meta.helm.sh/release-name` and `-namespace` beside the label `app.kubernetes.io/managed-by: Helm`.
 */
export function managersOf(workload: Workload): Manager[] {
  const { labels, annotations, namespace } = workload.metadata;
  const home = typeof namespace === 'string' ? namespace : '';
  const found: Manager[] = [];
  const add = (kind: Manager['kind'], name: string | undefined, where?: string) => {
    if (name) found.push({ kind, name, namespace: where ?? home });
  };
  const tracking = annotations['argocd.argoproj.io/tracking-id']?.split(':')[0];
  const byArgo = writersOf(workload).find((manager) => manager.startsWith('argocd'));
  add(
    'argocd',
    tracking ?? labels['argocd.argoproj.io/instance'] ?? (byArgo && labels['app.kubernetes.io/instance']) ?? byArgo,
  );
  add(
    'flux_kustomization',
    labels['kustomize.toolkit.fluxcd.io/name'],
    labels['kustomize.toolkit.fluxcd.io/namespace'],
  );
  const fluxHelm = labels['helm.toolkit.fluxcd.io/name'];
  add('flux_helm', fluxHelm, labels['helm.toolkit.fluxcd.io/namespace']);
  // What Flux released through Helm is Flux's to roll back.
  if (!fluxHelm) add('helm', annotations['meta.helm.sh/release-name'], annotations['meta.helm.sh/release-namespace']);
  for (const writer of writersOf(workload)) if (!EXPECTED.test(writer)) add('other', writer);
  return found;
}

/** Field managers that own something of the pod template, latest first; within one second the later entry. */
function writersOf({ metadata }: Workload): string[] {
  const entries = [...metadata.managedFields]
    .reverse()
    .filter(({ subresource, fieldsV1 }) => subresource === undefined && ownsTemplate(fieldsV1))
    .sort((a, b) => (b.time ?? '').localeCompare(a.time ?? ''));
  return [...new Set(entries.flatMap(({ manager }) => manager ?? []))];
}

function ownsTemplate(fields: unknown): boolean {
  const spec = isObject(fields) ? fields['f:spec'] : undefined;
  return isObject(spec) && 'f:template' in spec;
}

/** Who changed the template last; undefined where the server keeps no record. */
export const lastWriter = (workload: Workload): string | undefined => writersOf(workload)[0];
