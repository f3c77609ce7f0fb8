'use client';

import { createContext, useContext } from 'react';
import type { Person } from '@/lib/domain/facts';
import type { RoomSnapshot } from '@/lib/domain/snapshot';
import type { RoomActions } from './actions';
import type { RoomSource } from './live/use-room';

/** What the catalogue knows about reaching people and looking at things; the log holds none of it. */
export interface ServiceHelp {
  contacts: { role: string; name: string; phone?: string | undefined; email?: string | undefined }[];
  links: { label: string; url: string }[];
}

export interface RoomContext {
  room: RoomSnapshot;
  source: RoomSource;
  /** Null: this reader may only look. */
  actions: RoomActions | null;
  /** False while the stream is lost: nothing may be pressed on an old picture. */
  connected: boolean;
  /** Who can take command or own a follow-up. */
  people: Person[];
  help: ServiceHelp;
}

const Context = createContext<RoomContext | null>(null);

export const RoomProvider = Context;

export function useRoomContext(): RoomContext {
  const context = useContext(Context);
  if (!context) throw new Error('useRoomContext needs a RoomProvider');
  return context;
}

/** The state that every panel shows. */
export const useIncident = () => useRoomContext().room.state;
