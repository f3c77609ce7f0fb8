'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { FormField } from '@/lib/domain/form';
import { FieldFrame } from './field-frame';
import { Fields } from './fields';
import { type ControlProps, useProblem } from './form-context';
import { asObject } from './value';

/** Settings that belong together. Those that may be left out altogether are so until somebody asks for them. */
export function GroupField({
  field,
  fields,
  path,
  value,
  onChange,
}: ControlProps & { field: FormField; fields: FormField[] }) {
  const t = useTranslations('editor');
  const error = useProblem(path);
  const inner = <Fields fields={fields} path={path} value={asObject(value)} onChange={onChange} />;
  if (field.name === 'config')
    return (
      <>
        {error && (
          <p role="alert" className="text-danger text-sm">
            {error}
          </p>
        )}
        {inner}
      </>
    );
  return (
    <FieldFrame field={field} path={path}>
      {field.required || value !== undefined ? (
        <>
          {inner}
          {!field.required && (
            <Button look="ghost" className="justify-self-start" onClick={() => onChange(undefined)}>
              {t.has(`unsetOf.${field.name}`) ? t(`unsetOf.${field.name}`) : t('unset', { name: field.label })}
            </Button>
          )}
        </>
      ) : (
        <Button className="justify-self-start" onClick={() => onChange({})}>
          {t.has(`setOf.${field.name}`) ? t(`setOf.${field.name}`) : t('set', { name: field.label })}
        </Button>
      )}
    </FieldFrame>
  );
}
