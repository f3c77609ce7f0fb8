'use client';

import { useState } from 'react';
import { availability, glassFor } from '@/lib/domain/policy/availability';
import { asksTheTeam } from '@/lib/domain/policy/objection';
import { isAnnounced } from '@/lib/domain/queries';
import type { BreakGlassRule } from '@/lib/domain/words';
import type { StartInput } from '../actions';
import { useRoomContext } from '../room-context';

type Broken = StartInput['glass'];

export const isBroken = (broken: Broken, wanted: BreakGlassRule): boolean => broken.some(({ rule }) => rule === wanted);

/**
 * The glass that would open the way to the start, and what of it is broken. `told`: the code of the server's last
 * refusal, for what this room did not know.
 */
export function useGlass(told: string | null) {
  const { room } = useRoomContext();
  const { state, viewer, holders, freeze, now } = room;
  const [broken, setBroken] = useState<Broken>([]);
  const answer = availability(state, 'send_and_start', viewer, now, {
    facts: { holders, freeze },
    args: { glass: broken },
  });
  const codes = answer.allowed ? [told] : [answer.refusal.code, told];
  const needed = codes.flatMap((code) => (code === null ? [] : (glassFor(state, { code, params: {} }) ?? [])));
  const rules = [...needed];
  if (answer.allowed && !isAnnounced(state)) rules.push('start_message');
  if (answer.allowed && asksTheTeam(state) && state.objection === null) rules.push('objection');
  return {
    broken,
    breakable: [...new Set(rules)].filter((rule) => !isBroken(broken, rule)),
    /** Nothing starts without it: not merely a quicker way. */
    isNeeded: needed.some((rule) => !isBroken(broken, rule)),
    breakRule: (rule: BreakGlassRule, reason: string) => setBroken((all) => [...all, { rule, reason }]),
    /** The team has its say before the next press starts anything. */
    asksFirst: asksTheTeam(state) && state.objection?.hash !== state.plan?.hash && !isBroken(broken, 'objection'),
  };
}
