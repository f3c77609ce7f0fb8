import { type ControllerRevision, ownedBy, referenceTo, type Template, type Workload } from './objects';
import type { Store } from './store';
import { hashOf, sameTemplate } from './template';

const templateOf = ({ data }: ControllerRevision): Template => {
  const { $patch: _, ...template } = data.spec.template;
  return template;
};

/**
 * Finds the ControllerRevision of the template or makes it; used again, it gets the next number
 * (pkg/controller/daemon/update.go, constructHistory and cleanupHistory). Those beyond the limit go.
 */
export function recordControllerRevision(store: Store, owner: Workload): ControllerRevision {
  const owned = store.list<ControllerRevision>('controllerrevisions').filter((each) => ownedBy(owner, each));
  const highest = Math.max(0, ...owned.map(({ revision }) => revision));
  const found = owned.find((each) => sameTemplate(templateOf(each), owner.spec.template));
  if (found?.revision === highest) return found;
  if (found) return store.put('controllerrevisions', { ...found, revision: highest + 1 });
  const hash = hashOf(owner.spec.template);
  const { name, namespace, annotations = {} } = owner.metadata;
  const hashLabel = owner.kind === 'DaemonSet' ? 'controller-revision-hash' : 'controller.kubernetes.io/hash';
  const old = owned.sort((a, b) => a.revision - b.revision);
  for (const each of old.slice(0, Math.max(0, old.length - owner.spec.revisionHistoryLimit)))
    store.remove('controllerrevisions', each);
  return store.create<ControllerRevision>('controllerrevisions', {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      annotations,
      labels: { ...owner.spec.template.metadata.labels, [hashLabel]: hash },
      ownerReferences: referenceTo(owner) ?? [],
    },
    revision: highest + 1,
    data: { spec: { template: { ...owner.spec.template, $patch: 'replace' } } },
  });
}
