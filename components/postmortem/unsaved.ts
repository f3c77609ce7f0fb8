/** A text that never reached the server: kept in this browser until it does, so that nothing typed is lost. */
export interface Unsaved {
  body: string;
  /** The saved version that it was written on. */
  version: number;
  /** ISO 8601, this browser's time. */
  at: string;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (incidentId: string): string => `repli.post-mortem.${incidentId}`;

/** What was left unsaved here; null when there is none, or nothing that we wrote. */
export function readUnsaved(store: Store, incidentId: string): Unsaved | null {
  try {
    const kept: unknown = JSON.parse(store.getItem(keyOf(incidentId)) ?? 'null');
    return isUnsaved(kept) ? kept : null;
  } catch {
    // Storage that is switched off, or text of another program: there is nothing of ours.
    return null;
  }
}

export function keepUnsaved(store: Store, incidentId: string, unsaved: Unsaved): void {
  try {
    store.setItem(keyOf(incidentId), JSON.stringify(unsaved));
  } catch {
    // A full or forbidden storage: the question on leaving the page still protects the text.
  }
}

export function dropUnsaved(store: Store, incidentId: string): void {
  try {
    store.removeItem(keyOf(incidentId));
  } catch {
    // Nothing could have been kept either.
  }
}

/** By hand rather than by zod, which would weigh more than the whole editor. */
function isUnsaved(kept: unknown): kept is Unsaved {
  if (typeof kept !== 'object' || kept === null) return false;
  const { body, version, at } = kept as Partial<Record<keyof Unsaved, unknown>>;
  return typeof body === 'string' && Number.isInteger(version) && typeof at === 'string';
}
