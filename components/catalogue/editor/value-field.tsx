'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TextArea, TextField } from '@/components/ui/field';
import type { FormField } from '@/lib/domain/form';
import { type ControlProps, useProblem } from './form-context';
import { parseValue, valueText } from './value';

/** A setting that may be a text, a number or anything else that JSON says: kept as typed, read at each change. */
export function ValueField({ field, long, path, value, onChange }: ControlProps & { field: FormField; long: boolean }) {
  const t = useTranslations('editor');
  const error = useProblem(path);
  const [text, setText] = useState(() => valueText(value));
  const Control = long ? TextArea : TextField;
  return (
    <Control
      label={field.label}
      hint={field.help ?? t('valueHint')}
      error={error}
      value={text}
      spellCheck={false}
      aria-required={field.required}
      placeholder={field.fallback}
      onChange={(event: { target: { value: string } }) => {
        setText(event.target.value);
        onChange(parseValue(event.target.value));
      }}
    />
  );
}
