'use client';

import { useCallback } from 'react';
import { availability, type Extras, type RoomAction } from '@/lib/domain/policy/availability';
import { namedParams } from './named-params';
import { useRoomContext } from './room-context';
import { useSentence } from './use-sentence';

export interface May {
  /** Whether the button is shown at all: a reader without actions sees the same room without them. */
  visible: boolean;
  /** Why it cannot be pressed now; null when it can. */
  reason: string | null;
  /** The refusal's code, where a screen reacts to one. */
  code: string | null;
}

/** Asks the policy about a button, with what this room knows. */
export function useMay(): (action: RoomAction, args?: Extras['args']) => May {
  const { room, actions, connected } = useRoomContext();
  const sentence = useSentence();
  return useCallback(
    (action, args = {}) => {
      if (!actions || !room.viewer.can.includes('incident:note')) return { visible: false, reason: null, code: null };
      const facts = { holders: room.holders, freeze: room.freeze };
      const answer = availability(room.state, action, room.viewer, room.now, { facts, args });
      if (!connected) return { visible: true, reason: sentence('offline'), code: 'offline' };
      if (answer.allowed) return { visible: true, reason: null, code: null };
      const { code, params } = answer.refusal;
      return { visible: true, reason: sentence(code, namedParams(params, room.state.plan)), code };
    },
    [actions, connected, room, sentence],
  );
}
