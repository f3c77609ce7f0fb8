'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { parseCheck } from './look';

/** One line adds a required check: an address, or what a person should look at. */
export function AddCheck() {
  const t = useTranslations('room.checks');
  const may = useMay()('check.add');
  const { busy, error, run } = useAct();
  const [line, setLine] = useState('');
  const check = parseCheck(line);
  if (!may.visible) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!check || busy || may.reason) return;
    if (await run((actions, id) => actions.addCheck(id, check))) setLine('');
  };
  return (
    <form onSubmit={submit} className="no-print flex flex-wrap items-start gap-2 border-t px-4 py-2">
      <Field label={t('add')} quietLabel error={error} className="min-w-48 flex-1">
        {(control) => (
          <input
            {...control}
            value={line}
            maxLength={500}
            placeholder={t('addPlaceholder')}
            onChange={(event) => setLine(event.target.value)}
            className="min-h-9 w-full rounded border border-edge/60 bg-raised px-3 text-sm touch:min-h-11 touch:text-base"
          />
        )}
      </Field>
      <Button type="submit" busy={busy} disabled={!check || may.reason !== null}>
        {t('addButton')}
      </Button>
    </form>
  );
}
