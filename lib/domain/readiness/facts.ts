import type { CredentialTrouble } from '../credentials';
import type { FollowUpWords } from '../follow-up-text';
import type { Precaution, ReadinessLevel } from '../readiness';

/** What a provider found, in the words of its contract. */
export interface ProviderFinding {
  level: ReadinessLevel;
  code: string;
  text: string;
  params?: Record<string, string | number> | undefined;
  /** A line for a shell that puts it right. */
  command?: string | undefined;
  /** No read can tell: it holds as long as a rollback of the component went well lately. */
  provenByUse?: boolean | undefined;
  precaution?: Precaution | undefined;
}

export interface ComponentFacts {
  name: string;
  /** Id of its provider. */
  provider: string;
  /** What its provider answered; `late` when it did not in time, `broken` when it could not be asked at all. */
  answer:
    | { kind: 'findings'; findings: ProviderFinding[] }
    | { kind: 'late'; seconds: number }
    | { kind: 'broken'; text: string };
  /** When a rollback of it last held its checks, ISO 8601. */
  provenAt: string | null;
}

export interface CheckFacts {
  name: string;
  required: boolean;
  /** A person answers it: there is nothing to ask now. */
  manual: boolean;
  /** Null for a manual one. `error`: it could not be asked. */
  verdict: 'pass' | 'fail' | 'error' | null;
  observed: string;
}

export interface ChannelFacts {
  id: string;
  label: string;
  /** When something last reached it, and when something last did not, ISO 8601. */
  deliveredAt: string | null;
  failedAt: string | null;
}

export interface ReadinessFacts {
  /** Database time, ISO 8601. */
  now: string;
  components: ComponentFacts[];
  checks: CheckFacts[];
  /** What is wrong with the named credentials of all parts. */
  credentials: CredentialTrouble[];
  contacts: { name: string; role: string; reachable: boolean }[];
  channels: ChannelFacts[];
  playbooks: number;
  /** The last rollback that held, practice or not. */
  practised: { number: number; at: string } | null;
  followUps: (FollowUpWords & { kind: string; number: number; dueAt: string | null })[];
}
