'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Select, TextArea, TextField } from '@/components/ui/field';
import type { FormField } from '@/lib/domain/form';
import { type ControlProps, useForm, useProblem } from './form-context';
import { GroupField } from './group-field';
import { ListField } from './list-field';
import { MapField } from './map-field';
import { StepsField } from './steps-field';
import { asText, localInstant } from './value';
import { ValueField } from './value-field';
import { VariantField } from './variant-field';

export interface FieldViewProps extends ControlProps {
  field: FormField;
}

/** Draws one setting as its schema says. */
export function FieldView({ field, ...control }: FieldViewProps) {
  const { shape } = field;
  switch (shape.kind) {
    case 'group':
      return <GroupField field={field} fields={shape.fields} {...control} />;
    case 'list':
      return <ListField field={field} item={shape.item} {...control} />;
    case 'map':
      return <MapField field={field} {...control} />;
    case 'steps':
      return <StepsField field={field} {...control} />;
    case 'variant':
      return <VariantField field={field} {...{ keyName: shape.key, options: shape.options }} {...control} />;
    case 'value':
      return <ValueField field={field} long={shape.long} {...control} />;
    default:
      return <PlainField field={field} {...control} />;
  }
}

/** What one control of the browser's own can hold. */
function PlainField({ field, path, value, onChange }: FieldViewProps) {
  const t = useTranslations('editor');
  const { referenceList } = useForm();
  const error = useProblem(path);
  const { shape, label, required } = field;
  const hint = useHint(field);
  const isReference = shape.kind === 'text' && shape.format === 'reference';
  const common = { label, hint, error, required: false, marked: required, 'aria-required': required } as const;
  const text = (written: string) => onChange(written === '' ? undefined : written);
  switch (shape.kind) {
    case 'flag':
      return (
        <Checkbox
          label={label}
          hint={field.help}
          checked={value === true}
          onChange={(e) => onChange(e.target.checked)}
        />
      );
    case 'choice':
      return (
        <Select {...common} value={asText(value)} onChange={(event) => text(event.target.value)}>
          <option value="">{field.fallback ?? t('choose')}</option>
          {shape.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      );
    case 'number':
      return (
        <TextField
          {...common}
          type="number"
          step="any"
          value={asText(value)}
          onChange={(event) => onChange(event.target.value === '' ? undefined : Number(event.target.value))}
        />
      );
    case 'instant':
      return (
        <TextField
          {...common}
          type="datetime-local"
          value={localInstant(asText(value))}
          onChange={({ target }) => onChange(target.value === '' ? undefined : new Date(target.value).toISOString())}
        />
      );
    default:
      return shape.kind === 'text' && shape.format === 'long' ? (
        <TextArea {...common} value={asText(value)} onChange={(event) => text(event.target.value)} />
      ) : (
        <TextField
          {...common}
          value={asText(value)}
          spellCheck={false}
          autoComplete="off"
          {...(isReference && { placeholder: 'credential:name', list: referenceList })}
          onChange={(event) => text(event.target.value)}
        />
      );
  }
}

/** What it is for, and what counts where nothing is written. */
export function useHint({ help, fallback, shape }: FormField): string | undefined {
  const t = useTranslations('editor');
  const unless = fallback && shape.kind !== 'choice' ? `${t('unless', { value: fallback })}.` : undefined;
  return [help, unless].filter(Boolean).join(' ') || undefined;
}
