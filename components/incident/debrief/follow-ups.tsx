'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { newId } from '../new-id';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { FollowUpRow } from './follow-up-row';

/** What the rollback leaves behind: each with an owner and a date. */
export function FollowUps() {
  const t = useTranslations('room.followUps');
  const { followUps } = useIncident();
  return (
    <Card title={t('title')} bodyClassName="">
      {followUps.length === 0 && <p className="px-4 py-3 text-muted text-sm">{t('none')}</p>}
      <ul className="divide-y">
        {followUps.map((followUp) => (
          <FollowUpRow key={followUp.id} followUp={followUp} />
        ))}
      </ul>
      <NewFollowUp />
    </Card>
  );
}

function NewFollowUp() {
  const t = useTranslations('room.followUps');
  const may = useMay()('followup.open');
  const { busy, act } = useAct();
  const [text, setText] = useState('');
  if (!may.visible) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim() || busy || may.reason) return;
    if (await act({ type: 'followup.open', followUpId: newId(), kind: 'other', text })) setText('');
  };
  return (
    <form onSubmit={submit} className="no-print flex flex-wrap items-start gap-2 border-t px-4 py-2">
      <Field label={t('add')} quietLabel className="min-w-48 flex-1">
        {(control) => (
          <input
            {...control}
            value={text}
            maxLength={500}
            placeholder={t('add')}
            onChange={(event) => setText(event.target.value)}
            className="min-h-9 w-full rounded border border-edge/60 bg-raised px-3 text-sm touch:min-h-11 touch:text-base"
          />
        )}
      </Field>
      <Button type="submit" busy={busy} disabled={!text.trim() || may.reason !== null}>
        {t('addButton')}
      </Button>
    </form>
  );
}
