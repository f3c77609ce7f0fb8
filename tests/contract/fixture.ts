import type { Connection, Provider } from '@/lib/providers/contract';

/** What every provider must survive, brought about from outside: on its wire, never by a switch in its code. */
export type Fault = 'slow' | 'auth_refused' | 'unavailable' | 'rate_limited' | 'lost_reply';

/** A world on the other side of one provider, with at least 25 revisions; each test gets its own. */
export interface World {
  /** A connection of a process of its own: two of them share nothing but the other side. */
  connect(): Connection;
  /** The component as a catalogue holds it, and the environment that its references need: for a worker in a process of its own. */
  component: { config: Record<string, unknown>; env: Record<string, string> };
  /** Writes that the other side has taken so far, checkpoints left out. */
  writes(): Promise<number>;
  /** Everything that the other side holds, to compare: it must not change when nothing may be written. */
  everything(): Promise<string>;
  /** Identity of the content of a revision, for comparing what is current with what was aimed at. */
  contentOf(revisionId: string): Promise<string>;
  /** Somebody else deploys. */
  deploySlipsIn(): Promise<void>;
  /**
   * Absent where this world has no wire that could fail so. `slow` holds every reply, `auth_refused` answers 401 or
   * 403, `unavailable` 503, `rate_limited` 429 or the platform's word for it; `lost_reply` carries writes out and
   * holds their replies, reads answer. Null heals it and drops what is held.
   */
  fault?(fault: Fault | null): Promise<void>;
  /** Those that `fault` can bring about, where it cannot all. */
  faults?: readonly Fault[];
  /** Resolves once a call waits on the other side, under the faults `slow` and `lost_reply`. */
  whenHeld?(): Promise<void>;
  /** What it runs cannot be stopped, though others of its provider can. */
  alwaysRuns?: true;
  /** A revision id that is well formed and unknown. */
  unknownRevision: string;
  /** Values behind the credentials; none may ever be seen. */
  secrets: string[];
  /** Whatever this world saw or kept that people could read: request lines, files of the cache. */
  traces(): Promise<string>;
  close(): Promise<void>;
}

export interface Fixture {
  provider: Provider;
  /** Worlds by name; at least one can bring about every fault. */
  worlds: Record<string, () => Promise<World>>;
}
