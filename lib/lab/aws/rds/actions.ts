import { z } from 'zod';
import type { Emulator } from '../../emulator/contract';
import { clusterActions } from './cluster/actions';
import { createSnapshot } from './operations';
import { snapshotView } from './views';
import { contentAt, endpointOf, instanceNamed, nextResourceId, type World } from './world';

const settings = z.object({
  fate: z.enum(['available', 'incompatible-restore', 'held']),
  quota: z.number().int(),
  clusterQuota: z.number().int(),
  writerFate: z.enum(['available', 'insufficient-capacity']),
  readerFate: z.enum(['available', 'insufficient-capacity', 'held']),
  blueGreen: z.array(z.object({ name: z.string(), source: z.string(), status: z.string() })),
});
const text = (name: string, args: Record<string, unknown>) => z.string().parse(args[name]);

/** What happens to the databases from outside. */
export function actions(world: World): Emulator['actions'] {
  return {
    set: (args) => void Object.assign(world, settings.partial().parse(args)),
    /** Changes what an instance is set to, or its status. */
    configure(args) {
      const instance = instanceNamed(world, text('instance', args));
      Object.assign(instance.settings, z.record(z.string(), z.unknown()).parse(args.settings ?? {}));
      if (args.status !== undefined) instance.resting = text('status', args);
    },
    /** Lets go of restores that were held. */
    release() {
      for (const held of [...world.instances, ...world.clusters]) held.held = false;
    },
    /** The application, or a migration, changes what is in a database. */
    write(args) {
      const instance = instanceNamed(world, text('instance', args));
      instance.contents.push({ atMs: Date.now(), content: text('content', args) });
    },
    content(args) {
      // A time is one of the first database, which the others come from.
      const wanted = args.at === undefined ? args.resourceId : world.instances[0]?.resourceId;
      const instance = world.instances.find(({ resourceId }) => resourceId === wanted);
      const snapshot = world.snapshots.find(({ id }) => id === args.snapshot);
      const atMs = args.at === undefined ? Date.now() : Date.parse(text('at', args));
      return { content: instance ? contentAt(instance, atMs) : (snapshot?.content ?? null) };
    },
    /** Somebody, or a pipeline, takes a snapshot, unless there is one of this name. Answers with its status. */
    snapshot(args) {
      const [instance, name] = [text('instance', args), text('name', args)];
      const find = () => world.snapshots.find(({ id }) => id === name);
      if (!find()) createSnapshot(world, { DBInstanceIdentifier: instance, DBSnapshotIdentifier: name });
      const found = find();
      return { status: found ? snapshotView(world, found).Status : null };
    },
    /** The real database behind the host name of an endpoint, as DNS and the network lead there. `url` is null for no such one. */
    resolve(args) {
      const { copies, instances } = world;
      const found = instances.find(({ id }) => endpointOf(world, id) === text('host', args));
      return { url: copies && found?.copy === 'there' ? copies.urlOf(copies.nameOf('db', found.id)) : null };
    },
    /** What people do who put a restored database in the place of the first one by hand: names change, databases do not. */
    swap(args) {
      const [instance, other] = [text('instance', args), `${text('instance', args)}-old`];
      const old = instanceNamed(world, instance);
      const created = { ...structuredClone(old), resourceId: nextResourceId(world) };
      old.id = other;
      world.instances.push(created);
    },
    ...clusterActions(world),
    /** Somebody deletes one, final snapshot or not. */
    remove(args) {
      world.instances.splice(world.instances.indexOf(instanceNamed(world, text('instance', args))), 1);
    },
    expireCredentials() {
      world.identity.expired = true;
    },
    deny(args) {
      world.identity.denied = z.array(z.string()).parse(args.actions);
    },
  };
}
