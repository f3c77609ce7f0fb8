'use client';

import { useQuery } from '@tanstack/react-query';
import { draftMessage } from '@/lib/domain/draft-message';
import type { Locale, MessageKind } from '@/lib/domain/words';
import { useIncident, useRoomContext } from '../room-context';
import { messageWords } from './message-words';

/** The words that messages are drafted with, read once. Asked for early, they are there when the plan is. */
export function useMessageWords(locale: Locale) {
  return useQuery({
    queryKey: ['message-words', locale],
    queryFn: () => messageWords(locale),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  }).data;
}

/** The message as the procedures word it, in the chosen language; null until its words are read. */
export function useDraft(kind: MessageKind, locale: Locale): string | null {
  const state = useIncident();
  const { room } = useRoomContext();
  const translate = useMessageWords(locale);
  // A duration is told as of the last thing that happened, so that the text does not change under its reader.
  const now = state.lastAt > room.now ? state.lastAt : room.now;
  return translate ? draftMessage(state, kind, translate, { now, locale }) : null;
}
