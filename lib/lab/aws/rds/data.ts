import type { Copies } from './copies';
import type { Instance, Snapshot, World } from './world';

/** How far the real database behind an instance or a snapshot is; absent where there is none. */
export type CopyState = 'under way' | 'there' | 'failed';

/** The first instance gets an empty database; what the copies of an earlier process came to is looked up. */
export function takeUp(world: World, copies: Copies): void {
  for (const instance of world.instances) {
    const name = copies.nameOf('db', instance.id);
    // A restore that was cut short is not begun again: CREATE DATABASE ends by itself, or has left nothing.
    follow(instance, instance === world.instances[0] ? copies.create(name) : present(copies, name));
  }
  for (const snapshot of world.snapshots)
    if (snapshot.copy === 'under way') follow(snapshot, present(copies, copies.nameOf('snapshot', snapshot.id)));
}

/** Copies the instance's database. Its data is of the moment at which nobody was connected any more. */
export function keepData({ copies }: World, snapshot: Snapshot, instance: Instance): void {
  if (!copies) return;
  const names = [copies.nameOf('db', instance.id), copies.nameOf('snapshot', snapshot.id)] as const;
  follow(
    snapshot,
    copies.copy(...names).then((at) => {
      snapshot.createdAtMs = at.getTime();
    }),
  );
}

export function bringBack({ copies }: World, snapshot: Snapshot, instance: Instance): void {
  if (!copies) return;
  follow(instance, copies.copy(copies.nameOf('snapshot', snapshot.id), copies.nameOf('db', instance.id)));
}

function follow(of: Instance | Snapshot, work: Promise<unknown>): void {
  of.copy = 'under way';
  work.then(
    () => {
      of.copy = 'there';
    },
    () => {
      of.copy = 'failed';
    },
  );
}

/** CREATE DATABASE is all or nothing, and the server ends it whoever asked for it. */
async function present(copies: Copies, name: string): Promise<void> {
  if (!(await copies.reopen(name))) throw new Error(`${name} was not copied`);
}
