import type { Revision, RevisionPage } from '../contract';
import { ProviderError } from '../error';
import type { Status } from './status';

export const SHOWN = 'as-shown:';
export const ONE_DOWN = 'one-down:';

type Reference = Pick<Revision, 'id' | 'label' | 'summary'>;

/** What is current: the newest applied migration. Error: `not_found` when none is. */
export function currentOf({ applied, digest, text }: Status): Reference {
  if (applied === null) return { id: `${SHOWN}${digest}`, label: 'as shown', summary: lastLine(text) };
  const newest = applied.at(-1);
  if (newest !== undefined) return referenceTo(newest);
  throw new ProviderError('not_found', 'No migration is applied yet: apply one before anything can go back.');
}

/** `20260203040506_add_gifts.js` → `add gifts` */
export function referenceTo(name: string): Reference {
  const title = name
    .replace(/\.\w{1,5}$/, '')
    .replace(/^V?\d{1,14}_+/, '')
    .replaceAll('_', ' ');
  return { id: name, label: name.slice(0, 80), summary: title };
}

/** One migration less than what is shown, whichever it is. */
export const oneDown = ({ digest }: Status): Reference => ({
  id: `${ONE_DOWN}${digest}`,
  label: 'one back',
  summary: 'One migration less than now',
});

/** A page of migrations, newest first; `cursor` is the last one of the page before, so none is lost. */
export function pageOf(status: Status, { cursor, limit }: { cursor?: string; limit: number }): RevisionPage {
  const current = currentOf(status);
  if (status.applied === null)
    return { revisions: [listed(current, true), ...(cursor === undefined ? [listed(oneDown(status), false)] : [])] };
  const names = [...status.applied].reverse();
  const before = cursor === undefined ? -1 : names.indexOf(cursor);
  if (cursor !== undefined && before === -1)
    throw new ProviderError('invalid_target', 'This place in the list is gone: start from the newest migration.');
  const shown = names.slice(before + 1, before + 1 + Math.max(1, limit));
  const last = shown.at(-1);
  return {
    revisions: shown.map((name) => listed(referenceTo(name), name === current.id)),
    ...(last !== undefined && last !== names.at(-1) ? { nextCursor: last } : {}),
  };
}

const listed = (reference: Reference, current: boolean): Revision => ({ ...reference, current, marks: [] });

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return `${lines.at(-1)?.trim().slice(0, 200) ?? ''}${lines.length > 1 ? ' …' : ''}`;
}
