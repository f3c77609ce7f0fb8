import type { ReadinessFix, ReadinessGroup, ReadinessLevel, ServiceFinding } from '../readiness';

interface About {
  params?: Record<string, string | number>;
  subject?: string | null;
  fix?: ReadinessFix | null;
}

/** A finding of Repli's own; its words are in the messages of `readiness`. */
export function found(
  group: ReadinessGroup,
  level: ReadinessLevel,
  code: string,
  { params = {}, subject = null, fix = null }: About = {},
): ServiceFinding {
  return { group, level, key: `readiness.finding.${code}`, params, text: '', subject, fix };
}

const DAY_MS = 86_400_000;

export const daysBetween = (earlier: string, later: string): number =>
  Math.max(0, Math.floor((Date.parse(later) - Date.parse(earlier)) / DAY_MS));

/** What was tried longer ago than this counts as untried: people, addresses and permissions have changed since. */
export const STALE_DAYS = 90;
