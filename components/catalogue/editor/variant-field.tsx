'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import type { FormField, FormObject, FormVariant } from '@/lib/domain/form';
import { ITEM_ID } from '@/lib/domain/form';
import { FieldFrame } from './field-frame';
import { Fields } from './fields';
import { below, type ControlProps, useProblem } from './form-context';
import { asObject, asText } from './value';

interface Props {
  label: string;
  /** The label is for screen readers only: it stands above already. */
  quietLabel?: boolean;
  keyName: string;
  options: readonly FormVariant[];
  path: string;
  value: FormObject;
  onChange: (value: FormObject) => void;
}

/** One of several forms: the choice, then its settings. Another choice keeps the name and begins anew. */
export function Variant({ label, quietLabel = false, keyName, options, path, value, onChange }: Props) {
  const t = useTranslations('editor');
  const error = useProblem(below(path, keyName));
  const chosen = options.find((option) => option.value === asText(value[keyName]));
  return (
    <div className="grid min-w-0 gap-4">
      <Select
        label={label}
        quietLabel={quietLabel}
        hint={chosen?.hint}
        error={error}
        value={chosen?.value ?? ''}
        onChange={(event) => onChange(begin(value, keyName, event.target.value))}
      >
        {!chosen && <option value="">{t('choose')}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
      {chosen && <Fields key={chosen.value} fields={chosen.fields} path={path} value={value} onChange={onChange} />}
    </div>
  );
}

function begin(value: FormObject, keyName: string, chosen: string): FormObject {
  const kept = Object.entries(value).filter(([key]) => [ITEM_ID, 'name', 'required'].includes(key));
  return { ...Object.fromEntries(kept), [keyName]: chosen };
}

export function VariantField({
  field,
  path,
  value,
  onChange,
  ...variant
}: ControlProps & { field: FormField } & Pick<Props, 'keyName' | 'options'>) {
  return (
    <FieldFrame field={field} path={path}>
      <Variant label={field.label} quietLabel path={path} value={asObject(value)} onChange={onChange} {...variant} />
    </FieldFrame>
  );
}
