'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { dayOf, dueOn, isLate } from '@/components/follow-ups/due';
import { useFollowUpText } from '@/components/follow-ups/use-follow-up-text';
import { Checkbox } from '@/components/ui/checkbox';
import { SelectControl } from '@/components/ui/field';
import { Badge } from '@/components/ui/status';
import { actionKind } from '@/lib/domain/follow-up-kinds';
import type { FollowUpState } from '@/lib/domain/state';
import { useNowMs } from '../live/clock';
import { useRoomContext } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { CheckButton } from './check-button';
import { RestoreButton } from './restore-button';

const CONTROL = 'min-h-9 min-w-0 rounded border border-edge/60 bg-raised px-2 text-sm touch:min-h-11 touch:text-base';

/** One thing that is left to do. */
export function FollowUpRow({ followUp }: { followUp: FollowUpState }) {
  const t = useTranslations('room.followUps');
  const kinds = useTranslations('words.followUp');
  const text = useFollowUpText();
  const format = useFormatter();
  const { people } = useRoomContext();
  const may = useMay()('followup.assign');
  const { act } = useAct();
  const { id, owner, dueAt } = followUp;
  const now = new Date(useNowMs()).toISOString();
  const late = !followUp.done && isLate(dueAt, now);
  const off = may.reason !== null;
  const assign = (to: { owner?: string; due?: string }) => {
    const person = to.owner === undefined ? owner : (people.find((candidate) => candidate.id === to.owner) ?? null);
    const due = to.due === undefined ? dueAt : dueOn(to.due);
    void act({ type: 'followup.assign', followUpId: id, owner: person, dueAt: due });
  };
  const choices = owner && !people.some((person) => person.id === owner.id) ? [owner, ...people] : people;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1">
      <Checkbox
        className="min-w-56 flex-1"
        checked={followUp.done}
        disabled={!may.visible || off}
        onChange={(event) => void act({ type: 'followup.resolve', followUpId: id, done: event.target.checked })}
        label={<span className={followUp.done ? 'text-muted line-through' : ''}>{text(followUp)}</span>}
        hint={<Badge>{kinds(actionKind(followUp.kind))}</Badge>}
      />
      {may.visible ? (
        <span className="flex flex-wrap gap-2">
          <SelectControl
            aria-label={t('owner')}
            value={owner?.id ?? ''}
            disabled={off}
            onChange={(event) => assign({ owner: event.target.value })}
            className="max-w-64"
          >
            <option value="">{t('nobody')}</option>
            {choices.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </SelectControl>
          <input
            type="date"
            aria-label={t('due')}
            value={dayOf(dueAt)}
            disabled={off}
            onChange={(event) => assign({ due: event.target.value })}
            className={CONTROL}
          />
          {late && <Badge tone="danger">{t('late')}</Badge>}
        </span>
      ) : (
        <span className="text-muted text-sm">
          {owner?.name ?? t('nobody')}
          {dueAt && ` · ${format.dateTime(new Date(dueAt), { dateStyle: 'medium' })}`}
        </span>
      )}
      <RestoreButton followUp={followUp} />
      <CheckButton followUp={followUp} />
    </li>
  );
}
