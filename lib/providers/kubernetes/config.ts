import { z } from 'zod';
import { kubernetesShape, objectName, oneCluster } from '@/lib/net/kubernetes';

const workload = z
  .string()
  .max(270)
  .regex(/^(deployment|statefulset|daemonset)\/[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, {
    error: 'Expected deployment/NAME, statefulset/NAME or daemonset/NAME',
  });

export const kubernetesConfig = z
  .object({
    ...kubernetesShape,
    namespace: objectName.default('default'),
    workload,
    /** Where Argo CD keeps its Applications, unless their name says so (`namespace_name`). */
    argocdNamespace: objectName.default('argocd'),
    /** How long one call to the API may take; a watch is renewed within it and not bounded by it. */
    timeoutSeconds: z.number().positive().max(600).default(30),
  })
  .superRefine(oneCluster);
export type KubernetesConfig = z.output<typeof kubernetesConfig>;

/** The cluster by the name that the catalogue gives it: its address, its context, or the console's own. */
export const clusterOf = ({ server, context, kubeconfig, inCluster }: KubernetesConfig): string =>
  server?.replace(/\/+$/, '') ?? context ?? kubeconfig ?? (inCluster ? 'in-cluster' : 'current-context');
