import { expect, it } from 'vitest';
import { lastWriter, managersOf } from './managers';
import { workloadSchema } from './objects';

const workload = (metadata: Record<string, unknown>) =>
  workloadSchema.parse({
    metadata: { name: 'web', namespace: 'shop', uid: 'u', ...metadata },
    spec: { selector: {}, template: {} },
  });
const wrote = (
  manager: string,
  time: string,
  fields: Record<string, unknown> = { 'f:spec': { 'f:template': {} } },
) => ({
  manager,
  time,
  fieldsV1: fields,
});

it.each([
  [
    'Argo CD by annotation',
    { annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web' } },
    ['argocd', 'shop', 'shop'],
  ],
  ['Argo CD by label', { labels: { 'argocd.argoproj.io/instance': 'shop' } }, ['argocd', 'shop', 'shop']],
  [
    'Argo CD by field manager',
    {
      labels: { 'app.kubernetes.io/instance': 'shop' },
      managedFields: [wrote('argocd-controller', '2026-01-01T00:00:00Z')],
    },
    ['argocd', 'shop', 'shop'],
  ],
  [
    'Flux by kustomization',
    { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' } },
    ['flux_kustomization', 'apps', 'flux-system'],
  ],
  [
    'Helm',
    { annotations: { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'prod' } },
    ['helm', 'shop', 'prod'],
  ],
  [
    'an unknown deployer',
    { managedFields: [wrote('shop-deployer', '2026-01-01T00:00:00Z')] },
    ['other', 'shop-deployer', 'shop'],
  ],
] as const)('detects %s', (_, metadata, [kind, name, namespace]) =>
  expect(managersOf(workload(metadata))).toEqual([{ kind, name, namespace }]),
);

it('leaves a release of Flux to Flux', () => {
  const metadata = {
    labels: { 'helm.toolkit.fluxcd.io/name': 'shop', 'helm.toolkit.fluxcd.io/namespace': 'flux-system' },
    annotations: { 'meta.helm.sh/release-name': 'shop' },
  };
  expect(managersOf(workload(metadata)).map(({ kind }) => kind)).toEqual(['flux_helm']);
});

it('takes people, Kubernetes itself and writers of other fields for no automation', () => {
  const managedFields = [
    wrote('kubectl-client-side-apply', '2026-01-01T00:00:00Z'),
    wrote('kubectl', '2026-01-02T00:00:00Z'),
    wrote('repli', '2026-01-03T00:00:00Z'),
    wrote('scaler', '2026-01-04T00:00:00Z', { 'f:spec': { 'f:replicas': {} } }),
    { ...wrote('kube-controller-manager', '2026-01-05T00:00:00Z'), subresource: 'status' },
  ];
  expect(managersOf(workload({ managedFields }))).toEqual([]);
  expect(lastWriter(workload({ managedFields }))).toBe('repli');
});
