'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { keepWorkingCopy } from '@/app/incidents/actions';
import type { WorkingCopy } from '@/lib/domain/views';
import { dropUnsaved, keepUnsaved, readUnsaved } from './unsaved';

/** After the last key: often enough that little is lost, seldom enough that nobody waits for it. */
const BREATH_MS = 1_500;

/**
 * Keeps a text that is not saved yet in two places: in this browser at once, and on the server a breath later, where
 * it survives the browser. `keptAt`: since when the server has all of it, ISO 8601.
 */
export function useWorkingCopy(incidentId: string) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const there = useRef(false);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  useEffect(() => () => clearTimeout(timer.current), []);

  const keep = useCallback(
    (body: string, version: number) => {
      const at = new Date().toISOString();
      keepUnsaved(localStorage, incidentId, { body, version, at });
      setKeptAt(null);
      clearTimeout(timer.current);
      timer.current = setTimeout(async () => {
        there.current = true;
        const result = await keepWorkingCopy(incidentId, { body, version }).catch(() => null);
        if (result?.ok) setKeptAt(at);
      }, BREATH_MS);
    },
    [incidentId],
  );

  /** Saving, and whatever takes the text away, comes before what was still to be kept. */
  const hold = useCallback(() => clearTimeout(timer.current), []);

  const drop = useCallback(() => {
    clearTimeout(timer.current);
    dropUnsaved(localStorage, incidentId);
    setKeptAt(null);
    if (there.current) void keepWorkingCopy(incidentId, null).catch(() => null);
    there.current = false;
  }, [incidentId]);

  /** The newer of what this browser and the server remember. */
  const recall = useCallback(
    (copy: WorkingCopy | null): WorkingCopy | null => {
      there.current = copy !== null;
      const here = readUnsaved(localStorage, incidentId);
      return here && (copy === null || Date.parse(here.at) > Date.parse(copy.at)) ? here : copy;
    },
    [incidentId],
  );

  return { keptAt, keep, hold, drop, recall };
}
