'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { FieldShape, FormField, FormValue } from '@/lib/domain/form';
import { FieldFrame } from './field-frame';
import { FieldView } from './field-view';
import { below, type ControlProps } from './form-context';
import { asList, withItem, withoutItem } from './value';

/** Several of the same inside a form. */
export function ListField({
  field,
  item,
  path,
  value,
  onChange,
}: ControlProps & { field: FormField; item: FieldShape }) {
  const t = useTranslations('editor');
  const items = asList(value);
  const change = (next: FormValue[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <FieldFrame field={field} path={path}>
      {items
        .map((one, index) => ({ one, index }))
        .map(({ one, index }) => {
          const name = `${field.label} ${index + 1}`;
          return (
            <div key={index} className="grid min-w-0 items-end gap-2 sm:grid-cols-[1fr_auto]">
              <FieldView
                field={{ name: field.name, label: name, required: true, shape: item }}
                path={below(path, index)}
                value={one}
                onChange={(next) => change(withItem(items, index, next ?? ''))}
              />
              <Button
                look="ghost"
                aria-label={t('removeNamed', { name })}
                onClick={() => change(withoutItem(items, index))}
              >
                {t('remove')}
              </Button>
            </div>
          );
        })}
      <Button className="justify-self-start" onClick={() => change([...items, empty(item)])}>
        {t('add')}
      </Button>
    </FieldFrame>
  );
}

const empty = ({ kind }: FieldShape): FormValue => (kind === 'group' || kind === 'variant' ? {} : '');
