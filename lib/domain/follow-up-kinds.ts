import { FOLLOW_UP_KINDS } from './words';

const KNOWN: ReadonlySet<string> = new Set(FOLLOW_UP_KINDS);

/** Providers may name kinds of their own: those are called "other" until the words know them. */
export function actionKind(kind: string): string {
  return KNOWN.has(kind) ? kind : 'other';
}
