'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import type { FormField } from '@/lib/domain/form';
import { FieldFrame } from './field-frame';
import { below, type ControlProps, useForm } from './form-context';
import { asObject, asText } from './value';

interface Row {
  name: string;
  value: string;
}

/** Names with a text each, such as headers: kept as rows, so that two may have one name while it is being typed. */
export function MapField({ field, path, value, onChange }: ControlProps & { field: FormField }) {
  const t = useTranslations('editor');
  const { problems } = useForm();
  const [rows, setRows] = useState<Row[]>(() =>
    Object.entries(asObject(value)).map(([name, text]) => ({ name, value: asText(text) })),
  );
  const change = (next: Row[]) => {
    setRows(next);
    const written = next.filter(({ name }) => name.trim() !== '');
    onChange(written.length > 0 ? Object.fromEntries(written.map((row) => [row.name.trim(), row.value])) : undefined);
  };
  const edit = (index: number, part: Partial<Row>) =>
    change(rows.map((row, place) => (place === index ? { ...row, ...part } : row)));
  return (
    <FieldFrame field={field} path={path}>
      {rows
        .map((row, index) => ({ ...row, index }))
        .map(({ index, ...row }) => (
          <div key={index} className="grid min-w-0 items-end gap-2 sm:grid-cols-[1fr_2fr_auto]">
            <TextField
              label={t('mapName')}
              value={row.name}
              onChange={(event) => edit(index, { name: event.target.value })}
            />
            <TextField
              label={t('mapValue')}
              value={row.value}
              error={problems.get(below(path, row.name))}
              onChange={(event) => edit(index, { value: event.target.value })}
            />
            <Button
              look="ghost"
              aria-label={t('removeNamed', { name: row.name || t('unnamed') })}
              onClick={() => change(rows.filter((_, place) => place !== index))}
            >
              <X aria-hidden className="size-4" />
            </Button>
          </div>
        ))}
      <Button className="justify-self-start" onClick={() => setRows([...rows, { name: '', value: '' }])}>
        {t('add')}
      </Button>
    </FieldFrame>
  );
}
