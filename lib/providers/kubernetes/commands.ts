import { kubernetesCommandLine } from '@/lib/net/kubectl';
import { quote } from '@/lib/net/shell';
import type { Entry } from './history';
import type { Kubernetes } from './kubernetes';

/** The same rollback by hand. The revision's number is read when it runs: it moves when a revision is used again. */
export function planCommands(kubernetes: Kubernetes, target: Entry): string[] {
  const { setup, kubectl } = kubernetesCommandLine(kubernetes.config, kubernetes.config.namespace);
  const { workload } = kubernetes.config;
  const [source, path] =
    kubernetes.kind === 'deployment'
      ? ['replicaset', "'{.metadata.annotations.deployment\\.kubernetes\\.io/revision}'"]
      : ['controllerrevision', "'{.revision}'"];
  const number = `"$(${kubectl} get ${source} ${quote(target.source)} -o jsonpath=${path})"`;
  return [
    ...setup,
    `${kubectl} rollout history ${quote(workload)}`,
    `${kubectl} rollout undo ${quote(workload)} --to-revision ${number}`,
    `${kubectl} rollout status ${quote(workload)}`,
  ];
}
