import type { KubernetesPlace } from './kubernetes';
import { shellExpansion } from './reference';
import { quote, quoteWithExpansion } from './shell';

/** kubectl with the catalogue's access, secrets by reference only; `setup` goes before it. */
export function kubernetesCommandLine(
  config: KubernetesPlace,
  namespace: string,
): { setup: string[]; kubectl: string } {
  const words = ['kubectl', '-n', quote(namespace)];
  const setup: string[] = [];
  if (config.server !== undefined && config.token !== undefined) {
    words.push('--server', quote(config.server), '--token', quoteWithExpansion('', shellExpansion(config.token)));
    if (config.ca !== undefined) words.push('--certificate-authority', file(config.ca, 'CA_FILE', setup));
  } else if (config.kubeconfig !== undefined) {
    words.push('--kubeconfig', file(config.kubeconfig, 'KUBECONFIG_FILE', setup));
  }
  if (config.context !== undefined) words.push('--context', quote(config.context));
  return { setup, kubectl: words.join(' ') };
}

/** kubectl reads files: what is kept in the environment is written to one that only its owner may read. */
function file(reference: string, variable: string, setup: string[]): string {
  if (reference.startsWith('file:')) return quote(reference.slice(5));
  setup.push(`${variable}="$(mktemp)"`, `printf '%s' "${shellExpansion(reference)}" > "$${variable}"`);
  return `"$${variable}"`;
}
