'use client';

import { useCallback } from 'react';
import type { Command } from '@/lib/domain/command';
import type { Result } from '@/lib/domain/snapshot';
import type { RoomActions } from '../actions';
import { useRoomContext } from '../room-context';
import { useSentence } from '../use-sentence';

/** For dialogs: calls an action and answers `true`, or the sentence of what went wrong. */
export function useCommand() {
  const { actions, room } = useRoomContext();
  const sentence = useSentence();
  const incidentId = room.state.incidentId;
  const call = useCallback(
    async (ask: (actions: RoomActions, id: string) => Promise<Result<unknown>>): Promise<true | string> => {
      if (!actions) return sentence('not_allowed');
      try {
        const result = await ask(actions, incidentId);
        if (result.ok) return true;
        const { code, params, message } = result.error;
        return sentence(code, params, message);
      } catch {
        return sentence('unreachable');
      }
    },
    [actions, incidentId, sentence],
  );
  const command = useCallback((what: Command) => call((actions, id) => actions.act(id, what)), [call]);
  return { call, command };
}
