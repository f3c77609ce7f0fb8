'use client';

import { useCallback, useState } from 'react';
import { useAnnounce } from '@/components/ui/toast';
import type { Command } from '@/lib/domain/command';
import type { Result } from '@/lib/domain/snapshot';
import type { RoomActions } from './actions';
import { namedParams } from './named-params';
import { useRoomContext } from './room-context';
import { useSentence } from './use-sentence';

export interface Doing {
  /** True from the press until the answer. */
  busy: boolean;
  /** What went wrong, in words, until the next try. */
  error: string | null;
  /** The code behind that sentence, where a screen reacts to one. */
  code: string | null;
  /** Calls an action; its data, or null when it was refused. */
  run<T>(call: (actions: RoomActions, incidentId: string) => Promise<Result<T>>): Promise<T | null>;
  /** Sends one command; whether it was accepted. */
  act(command: Command): Promise<boolean>;
}

/** Presses on the server: busy while it works, in words when it refuses. The stream brings what it changed. */
export function useAct(): Doing {
  const { actions, room } = useRoomContext();
  const sentence = useSentence();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ words: string; code: string } | null>(null);
  const { incidentId, plan } = room.state;

  const run = useCallback<Doing['run']>(
    async (call) => {
      if (!actions) return null;
      setBusy(true);
      setFailure(null);
      try {
        const result = await call(actions, incidentId);
        if (result.ok) return result.data;
        const { code, params = {}, message, fieldErrors } = result.error;
        const words = sentence(code, namedParams(params, plan), message ?? Object.values(fieldErrors ?? {})[0]);
        setFailure({ words, code });
        announce(words, 'danger');
        return null;
      } catch {
        // The request never came back: the server is away, or a new version of it is.
        setFailure({ words: sentence('unreachable'), code: 'unreachable' });
        announce(sentence('unreachable'), 'danger');
        return null;
      } finally {
        setBusy(false);
      }
    },
    [actions, incidentId, plan, sentence, announce],
  );

  const act = useCallback<Doing['act']>(
    async (command) => (await run((all, id) => all.act(id, command))) !== null,
    [run],
  );

  return { busy, error: failure?.words ?? null, code: failure?.code ?? null, run, act };
}
