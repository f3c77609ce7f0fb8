import type { EventBody } from './event';
import type { Actor, LockHolder } from './facts';
import type { Verdict } from './words';

/** What the sampler last saw of a check, from its row (samples are not events). ISO 8601, database time. */
export interface Sampled {
  verdict: Verdict;
  lastAt: string;
  /** Since when this verdict has stood without a gap of more than two intervals. */
  continuousSince: string;
}

/** The facts beside the state that policy and handlers weigh. */
export interface Facts {
  /** Database time after the lock, ISO 8601. */
  now: string;
  /** The run's claim row, for commands that carry a fence. */
  claim: { fence: number; expiresAt: string } | null;
  sampled: Record<string, Sampled>;
  /** Other runs that hold what this plan wants. */
  holders: LockHolder[];
  freeze: { until: string; reason: string } | null;
}

/** Facts that `decide` needs beside the state, read inside the transaction. */
export interface DecideContext extends Facts {
  actor: Actor;
  /** For a declaration: its service is no longer operated, or is; neither changes before the declaration is written. */
  archived?: boolean;
}

/** Why a command was refused: `code` has a sentence in both languages under `refusal.*`, filled with `params`. */
export interface Refusal {
  code: string;
  params: Record<string, string | number>;
}

export type Decided = { ok: true; events: EventBody[] } | { ok: false; refusal: Refusal };
