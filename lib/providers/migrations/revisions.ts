import type { Revision, RevisionPage } from '../contract';
import { ProviderError } from '../error';
import type { Entry, Ledger } from './ledger';

/** A page of migrations, newest first; `cursor` is the row of the last one of the page before, so none is lost. */
export function pageOf(ledger: Ledger, { cursor, limit }: { cursor?: string; limit: number }): RevisionPage {
  const { entries, current } = ledger;
  const before = cursor === undefined ? -1 : entries.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && before === -1)
    throw new ProviderError('invalid_target', 'This place in the ledger is gone: start from the newest migration.');
  const shown = entries.slice(before + 1, before + 1 + Math.max(1, limit));
  const last = shown.at(-1);
  return {
    revisions: shown.map((entry) => revisionFrom(entry, entry === current)),
    ...(last && last !== entries.at(-1) ? { nextCursor: last.id } : {}),
  };
}

/** `20260203040506_add_gifts` → `add gifts` */
export function referenceTo({
  name,
  state,
}: Pick<Entry, 'name' | 'state'>): Pick<Revision, 'id' | 'label' | 'summary'> {
  const title = name.replace(/^\d{8,}_/, '').replaceAll('_', ' ');
  return { id: name, label: name, summary: state === 'failed' ? `${title} (failed)` : title };
}

function revisionFrom(entry: Entry, current: boolean): Revision {
  return { ...referenceTo(entry), at: entry.at, current, marks: entry.state === 'failed' ? ['failed'] : [] };
}
