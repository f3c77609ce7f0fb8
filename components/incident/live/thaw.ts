import type { RoomSnapshot } from '@/lib/domain/snapshot';

/** Browsers' timers hold less than 25 days. */
const LONGEST_MS = 60 * 60_000;
const SHORTEST_MS = 1_000;

/** In how long a frozen room is read again, so that a freeze that is over stands in nobody's way; false where none is. */
export function untilThawMs(freeze: RoomSnapshot['freeze'], nowMs: number): number | false {
  if (freeze === null) return false;
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Date.parse(freeze.until) - nowMs));
}
