import type { z } from 'zod';

/** One state that a component can be put back to. `id` is the artefact's identity (commit, digest, ARN), never a counter. */
export interface Revision {
  id: string;
  /** Short name for people: an abbreviated commit, a tag, `api:56`. */
  label: string;
  /** What it is: a commit's subject, an image. */
  summary: string;
  /** ISO 8601. */
  at?: string;
  author?: string;
  /** Of a restore point that can be used now: the moment whose data it would bring back, ISO 8601. */
  dataAt?: string;
  /** What is running, or would be deployed, right now. */
  current: boolean;
  /** Provider-specific marks worth a badge, such as `merge` or `tag:v1.4.2`. */
  marks: string[];
}

export interface RevisionPage {
  revisions: Revision[];
  /** Pass back as `cursor` to read on; absent on the last page. */
  nextCursor?: string;
}

/** A sentence for people. */
export interface Notice {
  /** Stable code, translated by the screens: `provider.<id>.<code>` in the messages, `text` when there is no translation. */
  code: string;
  text: string;
  /** What the translation is filled with. */
  params?: Record<string, string | number> | undefined;
}

export type PlanWarning = Notice;

interface PlannedFollowUp extends Notice {
  kind: string;
  /** One press does it: `restore` plans it from this step's checkpoint. */
  restores?: boolean | undefined;
  /** `settled` can tell whether somebody has done it. */
  verifiable?: boolean | undefined;
}

/** What a step left behind for somebody to do, and all that the log keeps of that step. */
export interface LeftBehind {
  /** The kind of the follow-up. */
  kind: string;
  checkpoint: Checkpoint | undefined;
  operation: Operation | undefined;
}

/** What the platform shows of it. */
export interface Settled {
  done: boolean;
  /** One sentence: what was seen. */
  evidence: string;
}

/** An automation that would undo a rollback within seconds, and the step that suspends it beforehand. */
export interface Suspension {
  /**
   * Carried out in a wave before, once for each `resource`: one automation may keep several components. Its checkpoint
   * holds the former state, to which `undo` and `restore` lead back.
   */
  plan: ProviderPlan;
  /** What the commander accepts by leaving it out. */
  warning: PlanWarning;
}

/** How what a component runs is taken to nothing, so that it writes no data meanwhile, and back to as many as before. */
export interface Standstill {
  /** Its checkpoint holds the former number, to which `undo` and `restore` lead back. */
  stop: ProviderPlan;
  /** As it is shown beforehand: what it writes comes from `restore` with that checkpoint. */
  resume: ProviderPlan;
}

/** A part of the way, gone first. The step after it goes on from there. */
export interface Canary {
  plan: ProviderPlan;
  /** How long it is held while the checks decide. */
  holdMs: number;
}

/** What a provider would do to reach a revision. Read-only to make; opaque `target` is handed back to `start`. */
export interface ProviderPlan {
  from: Pick<Revision, 'id' | 'label' | 'summary'>;
  to: Pick<Revision, 'id' | 'label' | 'summary'>;
  /** One sentence: what will change. */
  summary: Notice;
  /** Unified diff of what changes, bounded to 64 KiB; empty when there is nothing readable to show. */
  diff: string;
  /** Exact equivalent shell commands, secrets as `$NAME`: the plan B. */
  commands: string[];
  warnings: PlanWarning[];
  /** What this rollback will not undo (rule 8). */
  losses: PlanWarning[];
  /** Work that it leaves behind, opened as follow-ups once the step has converged. */
  followUps: PlannedFollowUp[];
  touchesData: boolean;
  /** JSON that `start` needs beside the config: write steps, expected "from" artefact. Never a secret. */
  write: Record<string, unknown>;
  estimateMs?: number;
  /** The real thing that is written and locked, as `resourceKey` names one; absent for the component itself. */
  resource?: string;
  /** Automation to suspend first. */
  suspensions?: Suspension[];
  canary?: Canary;
}

/** Where a rollback started by this key stands; survives a crash as JSON in the log. */
export interface Operation {
  id: string;
  /** What the platform answered, for people. */
  evidence: string;
  /** `revision` in it: the id of the one that the component is put on, where the plan could not name it yet. */
  data: Record<string, unknown>;
}

export interface Checkpoint {
  id: string;
  evidence: string;
  data: Record<string, unknown>;
}

export type Progress =
  | ({ kind: 'progress'; done: number; total: number } & Notice)
  | { kind: 'converged'; evidence: string };

/** What makes a rollback unnecessary or quicker, as far as a platform can tell. */
export type Precaution = 'traffic' | 'backups' | 'images' | 'secret_versions';

export interface ReadinessFinding extends Notice {
  level: 'ok' | 'warn' | 'fail';
  /** A line for a shell that puts it right; without one the component's settings are where to look. */
  command?: string | undefined;
  /** A warning that no read can settle, such as a permission that only a write shows: a rollback that held does. */
  provenByUse?: boolean | undefined;
  /** What it says something about, for the page on prevention. */
  precaution?: Precaution | undefined;
}

/** A version of the code, by all that it is called: a commit, a tag, a label. The first name is the one to show. */
export interface Version {
  names: string[];
  /** The revision that this component goes back to in the same plan. */
  after?: string;
}

/** A restore point that is wanted now. `key` is the same for each attempt; `commit` is what is about to be deployed. */
export interface BackupRequest {
  key: string;
  commit: string;
}

/** Where a restore point stands; `id` is its name on the platform, `text` a sentence for whoever waits. */
export interface Backup {
  id: string;
  state: 'pending' | 'available' | 'failed';
  text: string;
}

export interface CallOptions {
  signal: AbortSignal;
}

export interface StartOptions extends CallOptions {
  /** ISO 8601, when a person asked to try again: an attempt that the platform took back before then is no reason against it. */
  retriedAt?: string | undefined;
}

/** Resolves a reference such as `env:NAME` or `file:/path`; the value never enters a config, a plan or an error. */
export interface Credentials {
  resolve(reference: string): Promise<string>;
}

export interface ConnectContext {
  clock: () => Date;
  credentials: Credentials;
  /** A directory of the console's own where a provider may keep a cache (a clone). */
  cacheDir: string;
}

export interface Connection {
  readiness(options: CallOptions): Promise<ReadinessFinding[]>;
  revisions(page: { cursor?: string; limit: number }, options: CallOptions): Promise<RevisionPage>;
  current(options: CallOptions): Promise<Pick<Revision, 'id' | 'label' | 'summary'>>;
  /** Errors: `not_found` for an unknown revision, `conflict` when it is already current. */
  plan(revisionId: string, options: CallOptions): Promise<ProviderPlan>;
  /** Idempotent by `key`. */
  checkpoint?(plan: ProviderPlan, key: string, options: CallOptions): Promise<Checkpoint>;
  /** Check-then-act, idempotent by `key`: looks for what an earlier call with this key did before it writes. */
  start(plan: ProviderPlan, key: string, options: StartOptions): Promise<Operation>;
  /** Ends with `converged`, or throws a ProviderError. */
  watch(operation: Operation, plan: ProviderPlan, options: CallOptions): AsyncIterable<Progress>;
  /** The plan that leads back to the checkpoint. */
  undo?(checkpoint: Checkpoint, options: CallOptions): Promise<ProviderPlan>;
  /**
   * Why the code of a version, of whatever component, does not fit what is live here. Their codes name this provider
   * (`<id>:<code>`), as they are shown on the steps of others.
   */
  fits?(version: Version, options: CallOptions): Promise<PlanWarning[]>;
  /** Makes a restore point unless this key has made it, and says where it stands; asked again while it is pending. */
  backup?(request: BackupRequest, options: CallOptions): Promise<Backup>;
  /** Absent as well where this one cannot be stopped, such as a DaemonSet; null when nothing runs. Reads only. */
  standstill?(options: CallOptions): Promise<Standstill | null>;
  /**
   * The plan that gives back what a step took from an automation, or from what the component runs, and nothing else.
   * Where it has that already, the plan is made all the same and `start` writes nothing.
   */
  restore?(checkpoint: Checkpoint, options: CallOptions): Promise<ProviderPlan>;
  /**
   * Whether somebody has done what a step left behind, here or elsewhere; reads only, and never guesses: null where
   * nothing on the platform tells.
   */
  settled?(left: LeftBehind, options: CallOptions): Promise<Settled | null>;
}

/** How a repeated or late write is made harmless. */
export type Guard =
  | { kind: 'compare-and-swap'; how: string }
  | { kind: 'token'; how: string }
  | { kind: 're-read'; how: string };

export interface Capabilities {
  checkpoint: boolean;
  undo: boolean;
  watch: boolean;
  data: boolean;
  /** What it puts back is a version of the code, which expects data of a certain shape. */
  code?: boolean;
  /** Its revisions are changes of the data's shape; their `at` says when each was begun. */
  schema?: boolean;
  /** What it runs can be stopped and brought back, as while the data goes back that it writes to. */
  standstill?: boolean;
  /** It makes restore points when it is asked to, as before a migration. */
  backup?: boolean;
}

/** Targets that take something from an earlier step. The value may be a placeholder until the step starts. */
export interface Taking {
  /** Takes it and changes nothing else. */
  alone(value: string): string;
  /** Takes it and goes back to a revision in the same step. */
  with?(value: string, revisionId: string): string;
}

export interface Provider<C = unknown> {
  id: string;
  label: string;
  /** zod object; the catalogue's form and the YAML's validation come from it. */
  config: z.ZodType<C>;
  capabilities: Capabilities;
  guard: Guard;
  /** Names in the data of a settled operation that later steps of the same plan may take. */
  gives?: readonly string[];
  /** By the name of what it takes: the targets that do so. */
  takes?(config: C): Readonly<Record<string, Taking>>;
  /** The real thing a run locks; equal for two components that are the same thing. */
  resourceKey(config: C): string;
  connect(config: C, context: ConnectContext): Connection;
}

/** Types `config` for `connect` while the registry holds providers of any config. */
export function defineProvider<S extends z.ZodType>(
  provider: Omit<Provider<z.output<S>>, 'config'> & { config: S },
): Provider<z.output<S>> {
  return provider as Provider<z.output<S>>;
}
