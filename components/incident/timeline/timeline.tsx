'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import { useIncident, useRoomContext } from '../room-context';
import { type Chunk, chunked } from './chunks';
import { Composer } from './composer';
import { type Group, groupOf } from './describe';
import { matcher } from './matcher';
import { TimelineChunk } from './timeline-chunk';
import { TimelineHead } from './timeline-head';
import { useNaming } from './use-naming';
import { useTell } from './use-tell';

interface TimelineProps {
  loadOlder: () => Promise<void>;
  loadingOlder: boolean;
  onRedact: ((seq: number) => void) | null;
}

/** More than any screen shows. */
const FIRST_CHUNKS = 2;

/** Everything that happened, newest first, with notes as they come. */
export function Timeline({ loadOlder, loadingOlder, onRedact }: TimelineProps) {
  const t = useTranslations('room.timeline');
  const { room } = useRoomContext();
  const state = useIncident();
  const tell = useTell(useNaming(state), room.timeline);
  const [group, setGroup] = useState<Group | 'all'>('all');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const [openedAtSeq] = useState(state.lastSeq);
  const known = useRef<Chunk[]>([]);

  const chunks = useMemo(() => {
    const matches = matcher(wanted, tell);
    const shown = room.timeline.filter((event) => (group === 'all' || groupOf(event) === group) && matches(event));
    known.current = chunked(shown, known.current);
    return known.current;
  }, [room.timeline, group, wanted, tell]);

  return (
    <div data-timeline className="flex min-h-0 flex-1 flex-col">
      <TimelineHead {...{ group, setGroup, search, setSearch }} />
      <ScrollArea label={t('title')} className="min-h-0 flex-1 py-1 lg:overflow-y-auto lg:overscroll-contain">
        {chunks.map((chunk, index) => (
          <TimelineChunk
            key={chunk.key}
            {...{ chunk, tell, openedAtSeq, onRedact }}
            above={chunks[index - 1]?.events.at(-1)}
            first={index < FIRST_CHUNKS}
          />
        ))}
        {chunks.length === 0 && <EmptyState title={t('nothing')} />}
        {room.hasOlder && (
          <div className="p-3">
            <Button busy={loadingOlder} onClick={() => void loadOlder()} className="w-full">
              {wanted || group !== 'all' ? t('olderSearch', { count: room.timeline.length }) : t('older')}
            </Button>
          </div>
        )}
      </ScrollArea>
      <Composer />
    </div>
  );
}
