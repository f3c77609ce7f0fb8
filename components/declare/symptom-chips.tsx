'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { cx } from '@/components/ui/cx';
import { Kbd } from '@/components/ui/kbd';
import { SYMPTOMS, type Symptom } from '@/lib/domain/words';

/** The procedures' trigger conditions; Alt and the number toggles one from any field. */
export function SymptomChips({
  chosen,
  onToggle,
}: {
  chosen: ReadonlySet<Symptom>;
  onToggle: (symptom: Symptom) => void;
}) {
  const t = useTranslations('declare');
  const words = useTranslations('words.symptom');
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // The code, not the key: with Alt a Mac types another character.
      const symptom = SYMPTOMS[Number(/^Digit([1-9])$/.exec(event.code)?.[1] ?? 0) - 1];
      if (!event.altKey || event.ctrlKey || event.metaKey || !symptom) return;
      event.preventDefault();
      onToggle(symptom);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onToggle]);
  return (
    <div className="grid gap-1.5">
      <ul className="flex flex-wrap gap-2 sm:grid sm:grid-cols-2">
        {SYMPTOMS.map((symptom, index) => (
          <li key={symptom}>
            <label className={chip(chosen.has(symptom))}>
              <input
                type="checkbox"
                checked={chosen.has(symptom)}
                onChange={() => onToggle(symptom)}
                aria-keyshortcuts={`Alt+${index + 1}`}
                className="size-4 shrink-0"
              />
              {words(symptom)}
              <span aria-hidden className="ml-auto max-sm:hidden">
                <Kbd>{index + 1}</Kbd>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p className="text-muted text-sm max-sm:hidden">{t('symptomsHint')}</p>
    </div>
  );
}

const chip = (on: boolean): string =>
  cx(
    'flex min-h-9 cursor-pointer items-center gap-2 rounded border px-3 text-sm touch:min-h-11',
    on ? 'border-accent bg-accent-soft' : 'border-edge/60 bg-raised hover:bg-sunken',
  );
