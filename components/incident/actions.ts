import type { Command } from '@/lib/domain/command';
import type { Result } from '@/lib/domain/snapshot';
import type { BreakGlassRule, Locale } from '@/lib/domain/words';

/** The room's server actions, handed in by the page: a shared page has none and can do nothing. */
export interface RoomActions {
  act(incidentId: string, command: Command): Promise<Result<unknown>>;
  preparePlan(incidentId: string, request: PlanRequest): Promise<Result<{ planId: string; hash: string }>>;
  prepareUndo(incidentId: string): Promise<Result<{ planId: string; hash: string }>>;
  /** The run, or until when the team may object before it starts by itself. */
  sendAndStart(incidentId: string, start: StartInput): Promise<Result<{ runId: string } | { objectionUntil: string }>>;
  takeOver(
    incidentId: string,
    input: { holderIncidentId: string; runId: string; reason: string },
  ): Promise<Result<unknown>>;
  addCheck(incidentId: string, check: NewCheck): Promise<Result<unknown>>;
  createShare(incidentId: string, input: { hours: number }): Promise<Result<{ url: string }>>;
  revokeShare(incidentId: string, shareId: string): Promise<Result<unknown>>;
}

/** Wave after wave, those of one wave at the same time. */
export interface PlanRequest {
  waves: { componentId: string; revisionId: string }[][];
  playbook?: string;
  leaveOut?: { resourceKey: string; reason: string }[];
  stopWriters?: string[];
}

export interface StartInput {
  planId: string;
  hash: string;
  message: { locale: Locale; body: string } | null;
  glass: { rule: BreakGlassRule; reason: string }[];
}

export type NewCheck =
  | { kind: 'http'; name: string; url: string }
  | { kind: 'manual'; name: string; instruction: string };
