import type { EventBody, EventType } from '../event';
import type { FollowUpWords } from '../follow-up-text';
import type { Names } from '../names';

/** `milestone`: what happened to the incident. `detail`: how. `journal`: what the machinery wrote down. */
export type SummaryLevel = 'milestone' | 'detail' | 'journal';

export interface Summary {
  key: string;
  params: Record<string, string | number>;
  level: SummaryLevel;
  /** What it is about: told in the reader's language as `text`, and as `apart` behind the words of its kind. */
  followUp?: FollowUpWords;
}

export type Summaries = {
  [T in EventType]: (data: Extract<EventBody, { type: T }>['data'], names: Names) => Summary;
};

const sentence =
  (level: SummaryLevel) =>
  (key: string, params: Summary['params'] = {}): Summary => ({ key, params, level });

export const milestone = sentence('milestone');
export const detail = sentence('detail');
export const journal = sentence('journal');

/** A sentence with its reason, or the one without, when nobody gave any. */
export function because(key: string, reason: string, params: Summary['params'] = {}): [string, Summary['params']] {
  return reason.trim() === '' ? [key, params] : [`${key}_because`, { ...params, reason }];
}
