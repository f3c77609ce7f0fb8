'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { PostmortemState } from '@/lib/domain/state';
import { CAUSES } from '@/lib/domain/words';
import { instantIn, minuteIn, splitTags } from './filing-values';
import { usePostmortemAct } from './use-postmortem-act';

/** Cause, tags and when the fault began: what the post-mortem is found and counted by. */
export function Filing({ incidentId, postmortem }: { incidentId: string; postmortem: PostmortemState }) {
  const t = useTranslations('postmortem_page.filing');
  const timeZone = useTimeZone() ?? 'UTC';
  const words = useTranslations('words.cause');
  const { busy, failure, send } = usePostmortemAct(incidentId);
  const [cause, setCause] = useState(postmortem.cause ?? '');
  const [tags, setTags] = useState((postmortem.tags ?? []).join(', '));
  const [began, setBegan] = useState(postmortem.beganAt ?? null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = CAUSES.find((known) => known === cause) ?? null;
    send([{ type: 'postmortem.classify', cause: named, tags: splitTags(tags), beganAt: began }]);
  };
  return (
    <form
      onSubmit={submit}
      className="no-print grid items-end gap-3 rounded border bg-raised p-4 shadow sm:grid-cols-2 lg:grid-cols-[1fr_2fr_1fr_auto]"
    >
      <Select label={t('cause')} value={cause} onChange={(event) => setCause(event.target.value)}>
        <option value="">{t('noCause')}</option>
        {CAUSES.map((name) => (
          <option key={name} value={name}>
            {words(name)}
          </option>
        ))}
      </Select>
      <TextField
        label={t('tags')}
        value={tags}
        maxLength={500}
        placeholder={t('tagsPlaceholder')}
        onChange={(event) => setTags(event.target.value)}
      />
      <TextField
        type="datetime-local"
        label={t('beganIn', { zone: timeZone.replaceAll('_', ' ') })}
        value={minuteIn(began, timeZone)}
        onChange={(event) => setBegan(instantIn(event.target.value, timeZone))}
      />
      <Button type="submit" busy={busy}>
        {t('save')}
      </Button>
      {failure && (
        <div role="alert" className="col-span-full">
          <Notice tone="danger">{failure}</Notice>
        </div>
      )}
    </form>
  );
}
