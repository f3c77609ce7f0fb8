'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import type { FormField, FormObject } from '@/lib/domain/form';
import { FieldView } from './field-view';
import { below, useForm } from './form-context';
import { withKey } from './value';

interface Props {
  fields: readonly FormField[];
  path: string;
  value: FormObject;
  onChange: (value: FormObject) => void;
}

/** The settings of one thing: what is required or written at once, the others behind one line. */
export function Fields({ fields, path, value, onChange }: Props) {
  const t = useTranslations('editor');
  const { problems } = useForm();
  // Decided once: a field must not move away from under the person who begins to type.
  const [first] = useState(() => {
    const leading = fields.filter(isFirst(value));
    // With nothing before it, the line would hide all that somebody has asked for.
    return new Set((leading.length > 0 ? leading : fields).map(({ name }) => name));
  });
  const shown = fields.filter(({ name }) => first.has(name));
  const more = fields.filter(({ name }) => !first.has(name));
  const wrong = more.some(({ name }) => [...problems.keys()].some((key) => key.startsWith(below(path, name))));
  const draw = (field: FormField) => (
    <FieldView
      key={field.name}
      field={field}
      path={below(path, field.name)}
      value={value[field.name]}
      onChange={(next) => onChange(withKey(value, field.name, next))}
    />
  );
  return (
    <div className="grid min-w-0 gap-4">
      {shown.map(draw)}
      {more.length > 0 && (
        <Disclosure summary={t('more', { count: more.length })} lazy open={wrong} key={String(wrong)}>
          <div className="grid min-w-0 gap-4 pt-2">{more.map(draw)}</div>
        </Disclosure>
      )}
    </div>
  );
}

const isFirst =
  (value: FormObject) =>
  ({ name, required }: FormField): boolean =>
    required || name === 'required' || value[name] !== undefined;
