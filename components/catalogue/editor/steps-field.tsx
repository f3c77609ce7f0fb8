'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/field';
import type { FormField, FormValue } from '@/lib/domain/form';
import { FieldFrame } from './field-frame';
import { type ControlProps, useForm } from './form-context';
import { asList, asText } from './value';

interface Step {
  name: string;
  /** Goes at the same time as the one before. */
  together: boolean;
}

/** Components in the order in which they go back. */
export function StepsField({ field, path, value, onChange }: ControlProps & { field: FormField }) {
  const t = useTranslations('editor');
  const { components, problems } = useForm();
  const steps = stepsOf(value);
  const change = (next: Step[]) => onChange(next.length > 0 ? wavesOf(next) : undefined);
  const edit = (index: number, part: Partial<Step>) =>
    change(steps.map((step, place) => (place === index ? { ...step, ...part } : step)));
  const wrong = [...problems].find(([key]) => key.startsWith(`${path}[`))?.[1];
  return (
    <FieldFrame field={field} path={path}>
      {wrong && (
        <p role="alert" className="text-danger text-sm">
          {wrong}
        </p>
      )}
      {steps.map((step, index) => (
        <div key={step.name} className="grid min-w-0 items-end gap-2 sm:grid-cols-[minmax(0,1fr)_17rem_auto]">
          <Select
            label={t('step', { number: index + 1 })}
            value={step.name}
            onChange={(event) => edit(index, { name: event.target.value })}
          >
            {[...new Set([step.name, ...components])].map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
          {index > 0 ? (
            <Checkbox
              label={t('together')}
              checked={step.together}
              onChange={(event) => edit(index, { together: event.target.checked })}
            />
          ) : (
            <span />
          )}
          <Button
            look="ghost"
            aria-label={t('removeNamed', { name: step.name })}
            onClick={() => change(steps.filter((_, place) => place !== index))}
          >
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      ))}
      <AddStep used={steps.map(({ name }) => name)} onAdd={(name) => change([...steps, { name, together: false }])} />
    </FieldFrame>
  );
}

/** Offers what is not among the steps yet. */
function AddStep({ used, onAdd }: { used: string[]; onAdd: (name: string) => void }) {
  const t = useTranslations('editor');
  const { components } = useForm();
  const left = components.filter((name) => !used.includes(name));
  if (left.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {left.map((name) => (
        <Button key={name} onClick={() => onAdd(name)}>
          {`${t('add')} ${name}`}
        </Button>
      ))}
    </div>
  );
}

function stepsOf(value: FormValue | undefined): Step[] {
  return asList(value).flatMap((wave) =>
    Array.isArray(wave)
      ? wave.map((name, inner) => ({ name: asText(name), together: inner > 0 }))
      : [{ name: asText(wave), together: false }],
  );
}

function wavesOf(steps: readonly Step[]): FormValue[] {
  const waves: string[][] = [];
  for (const { name, together } of steps) {
    const last = waves.at(-1);
    if (together && last) last.push(name);
    else waves.push([name]);
  }
  return waves.map((wave) => (wave.length === 1 ? (wave[0] ?? '') : wave));
}
