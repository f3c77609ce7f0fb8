import { z } from 'zod';
import type { Emulator } from '../../../emulator/contract';
import { nextResourceId, type World } from '../world';
import { type Cluster, clusterContentAt, clusterNamed, instancesOf, nextClusterId } from './world';

const text = (name: string, args: Record<string, unknown>) => z.string().parse(args[name]);

/** What happens to the clusters from outside. */
export function clusterActions(world: World): Emulator['actions'] {
  return {
    /** Changes what a cluster is set to, or its status. */
    configureCluster(args) {
      const cluster = clusterNamed(world, text('cluster', args));
      Object.assign(cluster.settings, z.record(z.string(), z.unknown()).parse(args.settings ?? {}));
      if (args.status !== undefined) cluster.resting = text('status', args);
    },
    /** Another instance, which reads. */
    addReader(args) {
      const cluster = clusterNamed(world, text('cluster', args));
      const [writer] = instancesOf(world, cluster);
      if (!writer) throw new Error('the cluster has no writer');
      world.instances.push({
        ...structuredClone(writer),
        id: text('instance', args),
        resourceId: nextResourceId(world),
        settings: {
          ...structuredClone(writer.settings),
          ...z.record(z.string(), z.unknown()).parse(args.settings ?? {}),
        },
      });
    },
    removeInstances(args) {
      const gone = new Set(instancesOf(world, clusterNamed(world, text('cluster', args))));
      world.instances = world.instances.filter((each) => !gone.has(each));
    },
    clusterContent(args) {
      // A time is one of the first cluster, which the others come from.
      const wanted = args.at === undefined ? args.resourceId : world.clusters[0]?.resourceId;
      const cluster = world.clusters.find(({ resourceId }) => resourceId === wanted);
      const snapshot = world.clusterSnapshots.find(({ id }) => id === args.snapshot);
      const atMs = args.at === undefined ? Date.now() : Date.parse(text('at', args));
      return { content: cluster ? clusterContentAt(cluster, atMs) : (snapshot?.content ?? null) };
    },
    /** What people do who put a restored cluster in the place of the first one by hand: names change, databases do not. */
    swapCluster(args) {
      const old = clusterNamed(world, text('cluster', args));
      const created: Cluster = { ...structuredClone(old), resourceId: nextClusterId(world) };
      const members = instancesOf(world, old);
      old.id = `${old.id}-old`;
      world.clusters.push(created);
      for (const member of members) {
        const twin = { ...structuredClone(member), resourceId: nextResourceId(world) };
        member.settings = { ...member.settings, DBClusterIdentifier: old.id };
        member.id = `${member.id}-old`;
        world.instances.push(twin);
      }
    },
  };
}
