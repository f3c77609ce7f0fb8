'use client';

import { Fragment, memo, useEffect, useRef, useState } from 'react';
import type { IncidentEvent } from '@/lib/domain/event';
import type { Chunk } from './chunks';
import { EventRow } from './event-row';
import { useDay } from './use-day';

interface ChunkProps {
  chunk: Chunk;
  /** What stands right above it; undefined at the top. */
  above: IncidentEvent | undefined;
  tell: (event: IncidentEvent) => string;
  /** What came after this is new to the reader. */
  openedAtSeq: number;
  onRedact: ((seq: number) => void) | null;
  /** Drawn at once, before it is known where on the screen it lies. */
  first: boolean;
}

/** A first guess of a row's height; the real one is measured before a chunk is let go. */
const ROW_PX = 40;
/** Chunks this near to the screen are drawn. */
const MARGIN = '800px';

/** Rows exist only near the screen: far ones leave a gap of their height, so ten thousand scroll like forty. */
export const TimelineChunk = memo(function TimelineChunk({
  chunk,
  above,
  tell,
  openedAtSeq,
  onRedact,
  first,
}: ChunkProps) {
  const day = useDay();
  const place = useRef<HTMLOListElement>(null);
  const [near, setNear] = useState(first);
  const [height, setHeight] = useState(chunk.events.length * ROW_PX);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        // A busy page hears of several changes at once: the last one is how it stands.
        const entry = entries.at(-1);
        if (!entry) return;
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0) setHeight(entry.boundingClientRect.height);
        setNear(entry.isIntersecting);
      },
      { rootMargin: MARGIN, scrollMargin: MARGIN },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return (
    <ol ref={place} style={near ? undefined : { height }}>
      {near &&
        chunk.events.map((event, index) => {
          const previous = chunk.events[index - 1] ?? above;
          const opens = day(event.at) !== (previous && day(previous.at));
          return (
            <Fragment key={event.seq}>
              {opens && (
                <li className="px-3 pt-2 pb-1 font-semibold text-muted text-xs first:pt-1 first-letter:uppercase">
                  {day(event.at)}
                </li>
              )}
              <EventRow
                event={event}
                sentence={event.type === 'note.added' ? '' : tell(event)}
                live={event.seq > openedAtSeq}
                onRedact={onRedact}
              />
            </Fragment>
          );
        })}
    </ol>
  );
});
