'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { dueOn } from '@/components/follow-ups/due';
import { newId } from '@/components/incident/new-id';
import { Button } from '@/components/ui/button';
import { Select, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Person } from '@/lib/domain/facts';
import { FOLLOW_UP_KINDS } from '@/lib/domain/words';
import { usePostmortemAct } from './use-postmortem-act';

const NOTHING = { text: '', kind: 'definitive_fix', owner: '', due: '' };

/** An action item of the post-mortem: it is a follow-up from the moment that it is added. */
export function NewAction({ incidentId, people }: { incidentId: string; people: Person[] }) {
  const t = useTranslations('postmortem_page.actions');
  const kinds = useTranslations('words.followUp');
  const { busy, failure, send } = usePostmortemAct(incidentId);
  const [item, setItem] = useState(NOTHING);
  const set = (name: keyof typeof NOTHING) => (event: { target: { value: string } }) =>
    setItem((now) => ({ ...now, [name]: event.target.value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (item.text.trim() === '' || busy) return;
    const followUpId = newId();
    const owner = people.find(({ id }) => id === item.owner) ?? null;
    const assign = { type: 'followup.assign', followUpId, owner, dueAt: dueOn(item.due) } as const;
    const owned = owner !== null || assign.dueAt !== null;
    send([{ type: 'followup.open', followUpId, kind: item.kind, text: item.text }, ...(owned ? [assign] : [])], () =>
      setItem(NOTHING),
    );
  };
  return (
    <form
      onSubmit={submit}
      className="no-print grid items-end gap-3 rounded border bg-raised p-4 shadow sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto]"
    >
      <div className="sm:col-span-full">
        <TextField label={t('text')} value={item.text} maxLength={500} onChange={set('text')} />
      </div>
      <Select label={t('kind')} value={item.kind} onChange={set('kind')}>
        {FOLLOW_UP_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kinds(kind)}
          </option>
        ))}
      </Select>
      <Select label={t('owner')} value={item.owner} onChange={set('owner')}>
        <option value="">{t('nobody')}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <TextField type="date" label={t('due')} value={item.due} onChange={set('due')} />
      <Button type="submit" busy={busy} disabled={item.text.trim() === ''}>
        {t('add')}
      </Button>
      {failure && (
        <div role="alert" className="col-span-full">
          <Notice tone="danger">{failure}</Notice>
        </div>
      )}
    </form>
  );
}
