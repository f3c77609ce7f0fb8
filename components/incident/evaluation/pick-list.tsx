'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useIncident } from '../room-context';
import { PickRow } from './pick-row';
import { wavesOf, withPick } from './picks';
import type { Selection } from './use-selection';

/** Several components in their order, each with its target; by hand, they can be added, taken out and moved. */
export function PickList({ selection }: { selection: Selection }) {
  const t = useTranslations('room.what');
  const { components } = useIncident().service;
  const { picks, setPicks, targets, how } = selection;
  const byHand = how.kind === 'hand';
  const rest = components.filter(({ id }) => !picks.some(({ componentId }) => componentId === id));
  const rows = wavesOf(picks.map((pick, index) => ({ ...pick, index })));
  return (
    <div className="grid min-w-0 gap-2">
      <ol className="grid min-w-0 gap-2">
        {rows.map((wave) => (
          <li key={wave[0]?.componentId} className="grid min-w-0 gap-1 rounded border px-3 py-2">
            {wave.length > 1 && <p className="text-muted text-xs">{t('together')}</p>}
            {wave.map(({ componentId, index }) => {
              const target = targets[index];
              return (
                target && (
                  <PickRow key={componentId} index={index} target={target} {...(byHand && { picks, setPicks })} />
                )
              );
            })}
          </li>
        ))}
      </ol>
      {byHand ? (
        rest.length > 0 && (
          <div className="flex flex-wrap items-center gap-2">
            {rest.map(({ id, name }) => (
              <Button key={id} onClick={() => setPicks(withPick(picks, id, components))}>
                <Plus aria-hidden className="size-4" />
                {t('add', { component: name })}
              </Button>
            ))}
          </div>
        )
      ) : (
        <Button look="ghost" className="justify-self-start" onClick={selection.takeHand}>
          {t('change')}
        </Button>
      )}
    </div>
  );
}
