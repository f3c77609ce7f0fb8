import type { FollowUpWords } from './follow-up-text';

/** Would a rollback of a service work right now? What was found, as data; judged in lib/domain/readiness/judge.ts. */

export const READINESS_VERDICTS = ['ready', 'gaps', 'not_ready'] as const;
export type ReadinessVerdict = (typeof READINESS_VERDICTS)[number];

export const READINESS_GROUPS = ['components', 'verification', 'credentials', 'people', 'practice'] as const;
export type ReadinessGroup = (typeof READINESS_GROUPS)[number];

/** What a provider's finding may say something about: see lib/domain/prevention.ts. */
export type Precaution = 'traffic' | 'backups' | 'images' | 'secret_versions';

export type ReadinessLevel = 'ok' | 'warn' | 'fail';

/** Parts of a service's form: each is an anchor there. */
export type FormPart = 'components' | 'checks' | 'contacts' | 'channels' | 'playbooks';

/** Where or how a finding is put right. */
export type ReadinessFix =
  | { kind: 'form'; part: FormPart }
  | { kind: 'credentials' }
  | { kind: 'drill' }
  | { kind: 'follow_ups' }
  /** A message to this channel, sent from the page itself. */
  | { kind: 'try_channel'; channelId: string }
  /** A line for a shell. */
  | { kind: 'command'; command: string };

export interface ServiceFinding {
  group: ReadinessGroup;
  level: ReadinessLevel;
  /** Full key of a message, such as `readiness.finding.no_contact` or `provider.git.branch_found`. */
  key: string;
  params: Record<string, string | number>;
  /** In English, for a provider's finding that has no translation. */
  text: string;
  /** The component, check, contact or channel that it is about; null for the service as a whole. */
  subject: string | null;
  fix: ReadinessFix | null;
  /** What it says as `text`, in the reader's language. */
  followUp?: FollowUpWords & { kind: string };
  precaution?: Precaution | undefined;
}

/** The last look at a service. */
export interface ReadinessView {
  verdict: ReadinessVerdict;
  /** Database time, ISO 8601. */
  at: string;
  /** When the verdict became what it is. */
  since: string;
  tookMs: number;
  /** The catalogue's entry has changed since the look. */
  outdated: boolean;
  findings: ServiceFinding[];
}

/** One day's last verdict; days without a look are left out. */
export interface ReadinessDayView {
  /** `2026-11-30`, UTC. */
  day: string;
  verdict: ReadinessVerdict;
  fails: number;
  warns: number;
}

export type ReadinessBrief = Pick<ReadinessView, 'verdict' | 'at'>;

/** A service is ready when nothing was found, and not ready when something would stop a rollback. */
export function verdictOf(findings: readonly Pick<ServiceFinding, 'level'>[]): ReadinessVerdict {
  if (findings.some(({ level }) => level === 'fail')) return 'not_ready';
  return findings.some(({ level }) => level === 'warn') ? 'gaps' : 'ready';
}

/** The days on which the verdict was another than on the day before that was looked at, newest first. */
export function turnsOf(days: readonly ReadinessDayView[]): ReadinessDayView[] {
  return days
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .filter(({ verdict }, index, sorted) => sorted[index - 1]?.verdict !== verdict)
    .reverse();
}
