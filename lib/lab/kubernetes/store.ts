import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Metadata, Stored } from './objects';

export interface Change {
  version: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: string;
  object: Stored;
}

/** What a new object needs; the rest of its metadata is the server's. */
export type Draft = Omit<Stored, 'metadata'> & {
  metadata: Pick<Metadata, 'name' | 'namespace'> & Partial<Metadata>;
};

export interface StoreState {
  version: number;
  objects: [key: string, object: Stored][];
}

/**
 * Objects by resource, with one resourceVersion that grows with each change, and the changes that a watch can still
 * be served from (Kubernetes documentation, API concepts, "Efficient detection of changes").
 */
export class Store {
  private version = 1_000;
  private oldest = 1_000;
  private readonly objects = new Map<string, Stored>();
  private readonly changes: Change[] = [];
  private readonly listeners = new Set<(change: Change) => void>();

  constructor(private readonly now: () => Date) {}

  get resourceVersion(): string {
    return String(this.version);
  }

  /** RFC 3339 in whole seconds, as the API writes times. */
  time(): string {
    return `${this.now().toISOString().slice(0, 19)}Z`;
  }

  list<T extends Stored>(resource: string): T[] {
    return [...this.objects.entries()]
      .filter(([key]) => key.startsWith(`${resource}/`))
      .map(([, object]) => object as T);
  }

  /** A copy to change and put back. */
  get<T extends Stored>(resource: string, namespace: string, name: string): T | undefined {
    const found = this.objects.get(`${resource}/${namespace}/${name}`);
    return found === undefined ? undefined : (structuredClone(found) as T);
  }

  create<T extends Stored>(resource: string, draft: Draft): T {
    const seed = `${resource}/${draft.metadata.namespace}/${draft.metadata.name}/${this.version}`;
    const digest = createHash('sha256').update(seed).digest('hex');
    const uid = [
      digest.slice(0, 8),
      digest.slice(8, 12),
      `4${digest.slice(13, 16)}`,
      `a${digest.slice(17, 20)}`,
      digest.slice(20, 32),
    ].join('-');
    const metadata = { generation: 1, ...draft.metadata, uid, creationTimestamp: this.time(), resourceVersion: '' };
    return this.record('ADDED', resource, { ...draft, metadata } as unknown as T);
  }

  /** Stores a changed copy; what is the same changes no version. */
  put<T extends Stored>(resource: string, object: T): T {
    const key = keyOf(resource, object);
    if (isDeepStrictEqual(this.objects.get(key), object)) return object;
    return this.record('MODIFIED', resource, object);
  }

  remove(resource: string, object: Stored): void {
    this.record('DELETED', resource, object);
    this.objects.delete(keyOf(resource, object));
  }

  /** Changes after a version; null when they are no longer known. */
  since(version: number): Change[] | null {
    return version < this.oldest ? null : this.changes.filter((change) => change.version > version);
  }

  /** Forgets all changes, as etcd's compaction does. */
  compact(): void {
    this.changes.length = 0;
    this.version += 1;
    this.oldest = this.version;
  }

  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  everything(): Record<string, Stored> {
    return Object.fromEntries([...this.objects].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  state(): StoreState {
    return { version: this.version, objects: [...this.objects] };
  }

  /** Takes up an earlier state. Watches from before it cannot go on: what changed is not known any more. */
  restore({ version, objects }: StoreState): void {
    this.objects.clear();
    for (const [key, object] of objects) this.objects.set(key, object);
    this.version = version;
    this.compact();
  }

  private record<T extends Stored>(type: Change['type'], resource: string, object: T): T {
    this.version += 1;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.version) } };
    this.objects.set(keyOf(resource, stored), stored);
    const change: Change = { version: this.version, type, resource, object: stored };
    this.changes.push(change);
    for (const listener of this.listeners) listener(change);
    return structuredClone(stored);
  }
}

const keyOf = (resource: string, { metadata }: Stored) => `${resource}/${metadata.namespace}/${metadata.name}`;
