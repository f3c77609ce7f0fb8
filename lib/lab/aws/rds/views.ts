import { arnOf, endpointOf, type Instance, type Snapshot, statusOf, type World, windowOf } from './world';

const iso = (ms: number) => new Date(ms).toISOString();

/** As DescribeDBInstances shows it: neither endpoint nor birth while it is being created. */
export function instanceView(world: World, instance: Instance): Record<string, unknown> {
  const status = statusOf(instance);
  const window = windowOf(world, instance);
  const { Endpoint, ...settings } = instance.settings;
  const isReachable = !['creating', 'incompatible-restore', 'insufficient-capacity'].includes(status);
  return {
    ...settings,
    DBInstanceIdentifier: instance.id,
    DbiResourceId: instance.resourceId,
    DBInstanceArn: arnOf(world, 'db', instance.id),
    DBInstanceStatus: status,
    TagList: instance.tags,
    ...(isReachable
      ? {
          InstanceCreateTime: iso(instance.createdAtMs),
          Endpoint: { ...Endpoint, Address: endpointOf(world, instance.id) },
        }
      : {}),
    ...(isReachable && window ? { LatestRestorableTime: iso(window.latestMs) } : {}),
  };
}

export function snapshotView(world: World, snapshot: Snapshot): Record<string, unknown> {
  const { Engine, EngineVersion, AllocatedStorage, StorageType, StorageEncrypted: Encrypted } = snapshot.settings;
  const leftMs = Math.max(0, snapshot.readyAtMs - Date.now());
  const isCreating = leftMs > 0 || snapshot.copy === 'under way';
  const tookMs = Math.max(1, snapshot.readyAtMs - snapshot.createdAtMs);
  return {
    DBSnapshotIdentifier: snapshot.id,
    DBSnapshotArn: arnOf(world, 'snapshot', snapshot.id),
    DBInstanceIdentifier: snapshot.instanceId,
    DbiResourceId: snapshot.resourceId,
    SnapshotType: snapshot.type,
    SnapshotCreateTime: iso(snapshot.createdAtMs),
    Status: snapshot.copy === 'failed' ? 'failed' : isCreating ? 'creating' : 'available',
    PercentProgress: snapshot.copy === 'under way' ? 0 : Math.floor(100 * (1 - leftMs / tookMs)),
    TagList: snapshot.tags,
    ...{ Engine, EngineVersion, AllocatedStorage, StorageType, Encrypted },
  };
}
