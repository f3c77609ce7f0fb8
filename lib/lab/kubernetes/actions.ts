import { z } from 'zod';
import type { Emulator, Instance } from '../emulator/contract';
import { mergePatch } from './json-patch';
import { isReady, type Pod, type Stored } from './objects';
import { write } from './patch';
import { deploy, numbered, type Seed } from './seed';
import type { Server } from './server';

const deployArgs = z.strictObject({
  image: z.string().optional(),
  note: z.string().default('Deployed meanwhile'),
  by: z.string().optional(),
  /** Do not return before the rollout is over. */
  settle: z.boolean().default(false),
});
const imageArgs = z.strictObject({
  image: z.string(),
  fate: z.enum(['start', 'pull', 'crash', 'oom']).default('pull'),
});
const objectArgs = z.strictObject({ resource: z.string(), name: z.string(), namespace: z.string().optional() });
const editArgs = objectArgs.extend({
  merge: z.record(z.string(), z.unknown()),
  by: z.string().default('kubectl-edit'),
});
const createArgs = z.strictObject({ resource: z.string(), object: z.record(z.string(), z.unknown()) });
const manageArgs = z.strictObject({
  by: z.enum(['argocd', 'flux_kustomization', 'flux_helm']),
  name: z.string().default('shop'),
  /** Argo CD's: without it only what is new in git is brought. */
  selfHeal: z.boolean().default(true),
  /** The ApplicationSet that writes the Application. */
  owner: z.string().optional(),
});
const logArgs = z.strictObject({ lines: z.array(z.string()), agoSeconds: z.number().default(0) });
const denyArgs = z.strictObject({ verb: z.string(), resource: z.string() });

/** What happens to the cluster from outside of the console. */
export function actionsOf({ cluster, watches, permissions, gitops }: Server, what: Seed): Emulator['actions'] {
  const { store, kubelet } = cluster;
  let version = what.history ? 1 : what.revisions;
  const find = ({ resource, name, namespace = what.namespace }: z.output<typeof objectArgs>): Stored => {
    const found = store.get(resource, namespace, name);
    if (!found) throw new Error(`there is no ${resource}/${name}`);
    return found;
  };
  return {
    /** Somebody deploys the next version, or an image of their choice. Answers the image: `{ image }`. */
    deploy(args) {
      const { settle, note, ...rest } = deployArgs.parse(args);
      if (!what.history) version += 1;
      const image = rest.image ?? numbered(what.name, version);
      deploy(cluster, what, { version, note, image, ...(rest.by === undefined ? {} : { by: rest.by }) });
      if (settle) cluster.settle();
      return { image };
    },
    /** From now on containers of this image do not come to the end of their start (`start`), are not found in the registry (`pull`), end (`crash`) or use too much memory (`oom`). */
    breakImage(args) {
      const { image, fate } = imageArgs.parse(args);
      kubelet.fates.set(image, fate);
    },
    repairImage: (args) => kubelet.fates.delete(z.strictObject({ image: z.string() }).parse(args).image),
    /** Somebody edits an object: a JSON Merge Patch without any question. */
    edit(args) {
      const { merge, by, ...object } = editArgs.parse(args);
      const before = find(object);
      write(store, object.resource, before, mergePatch(before, merge) as Stored, by);
    },
    /** What its controller says of an object: a JSON Merge Patch of the status. */
    report(args) {
      const { merge, ...object } = editArgs.omit({ by: true }).parse(args);
      const before = find(object);
      store.put(object.resource, mergePatch(before, { status: merge }) as Stored);
    },
    create(args) {
      const { resource, object } = createArgs.parse(args);
      const draft = object as unknown as Stored;
      store.create(resource, { ...draft, metadata: { ...draft.metadata, namespace: what.namespace } });
    },
    remove: (args) => {
      const object = objectArgs.parse(args);
      store.remove(object.resource, find(object));
    },
    deny(args) {
      const { verb, resource } = denyArgs.parse(args);
      permissions.deny(verb, resource);
    },
    /** From now on what the workload asks for is what git has, and a controller brings it back. */
    manage: (args) => gitops.manage(manageArgs.parse(args), what),
    /** What git has becomes what the workload asks for now: a commit was merged. */
    commit: () => gitops.commit(),
    /** The controller begins a sync by itself, which takes as long as told. */
    sync: (args) => gitops.begin(z.strictObject({ forMs: z.number() }).parse(args).forMs),
    /** The first pods of the workload write a line each, so long ago. */
    log(args) {
      const { lines, agoSeconds } = logArgs.parse(args);
      const pods = store.list<Stored>('pods').filter(({ metadata }) => metadata.name.startsWith(what.name));
      for (const [at, text] of lines.entries()) {
        const pod = pods[at % pods.length]?.metadata.name ?? '';
        const written = kubelet.written.get(pod) ?? [];
        kubelet.written.set(pod, [...written, { atMs: Date.now() - agoSeconds * 1_000 + at, text }]);
      }
    },
    /** The server forgets what changed, so that no watch can go on from an earlier place (410). */
    compact: () => store.compact(),
    /** Open watches break off, as when a load balancer is restarted. */
    cutWatches: () => watches.cut(),
    settle: () => cluster.settle(),
    /** The containers of all pods. */
    instances: (): Instance[] =>
      store
        .list<Pod>('pods')
        .flatMap((pod) => pod.spec.containers.map(({ image }) => ({ image, ready: isReady(pod) }))),
  };
}
