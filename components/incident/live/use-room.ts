'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { IncidentEvent } from '@/lib/domain/event';
import type { RoomSnapshot } from '@/lib/domain/snapshot';
import type { RoomClock } from './clock';
import { readJson } from './read-json';
import { reduceRoom, replaceRoom, type StreamMessage, withOlder } from './reduce';
import { type Connection, openShared } from './stream';
import { untilThawMs } from './thaw';

const HOLDERS_MS = 5_000;

/** Where a room is read from: as a member, or by a shared link. */
export interface RoomSource {
  key: string;
  snapshotUrl: string;
  streamUrl: string;
  /** Absent on a shared page: it shows what its snapshot holds. */
  olderUrl: string | null;
  /** When the shared link ends, ISO 8601. */
  until?: string;
}

export interface LiveRoom {
  room: RoomSnapshot;
  connection: Connection;
  /** ISO 8601, database time of the last thing heard. */
  heardAt: string;
  gone: boolean;
  loadOlder: () => Promise<void>;
  loadingOlder: boolean;
}

/** The room in TanStack Query's cache: a snapshot, then each event of the stream folded onto it. */
export function useRoom(initial: RoomSnapshot, source: RoomSource, clock: RoomClock): LiveRoom {
  const client = useQueryClient();
  const key = source.key;
  const [connection, setConnection] = useState<Connection>('connecting');
  const [gone, setGone] = useState(false);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const heardAt = useRef(initial.now);
  const [lostAt, setLostAt] = useState(initial.now);

  const { data: room, refetch } = useQuery({
    queryKey: ['room', key],
    queryFn: async () => {
      const fresh = await readJson<RoomSnapshot>(source.snapshotUrl);
      clock.set(fresh.now);
      const known = client.getQueryData<RoomSnapshot>(['room', key]);
      return known ? replaceRoom(known, fresh) : fresh;
    },
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 5,
    // Another incident's lock ends, and a freeze too, without an event of this one.
    refetchInterval: ({ state: { data } }) =>
      data && data.holders.length > 0 ? HOLDERS_MS : untilThawMs(data?.freeze ?? null, clock.now()),
    refetchIntervalInBackground: true,
  });

  const receive = useCallback(
    (message: StreamMessage) => {
      heardAt.current = new Date(clock.now()).toISOString();
      if (message.kind === 'hello') clock.set(message.data.now);
      const known = client.getQueryData<RoomSnapshot>(['room', key]);
      if (!known) return;
      const next = reduceRoom(known, message);
      if (next === 'gone') setGone(true);
      else if (next === 'refetch') void refetch({ cancelRefetch: true });
      else if (next !== known) client.setQueryData(['room', key], next);
      // Whether another incident holds what a new plan wants is in no event.
      if (message.kind === 'event' && message.data.type === 'plan.prepared') void refetch();
    },
    [client, clock, key, refetch],
  );

  useEffect(
    () =>
      openShared(`repli-room-${key}`, source.streamUrl, {
        lastSeq: () => client.getQueryData<RoomSnapshot>(['room', key])?.state.lastSeq ?? 0,
        onMessage: receive,
        onConnection: (next) => {
          if (next === 'lost') setLostAt(heardAt.current);
          setConnection(next);
        },
      }),
    [client, key, receive, source.streamUrl],
  );

  const loadOlder = useCallback(async () => {
    const first = client.getQueryData<RoomSnapshot>(['room', key])?.timeline[0]?.seq;
    if (!source.olderUrl || !first) return;
    setLoadingOlder(true);
    try {
      const page = await readJson<{ events: IncidentEvent[]; hasOlder: boolean }>(
        `${source.olderUrl}?before=${first}&limit=200`,
      );
      client.setQueryData<RoomSnapshot>(['room', key], (known) => (known ? withOlder(known, page) : known));
    } finally {
      setLoadingOlder(false);
    }
  }, [client, key, source.olderUrl]);

  return { room, connection, heardAt: lostAt, gone, loadOlder, loadingOlder };
}
