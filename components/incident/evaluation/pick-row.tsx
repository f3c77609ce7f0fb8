'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Disclosure } from '@/components/ui/disclosure';
import { useIncident } from '../room-context';
import { ChosenTarget } from './chosen-target';
import { joinedPick, movedPick, type Pick, withoutPick } from './picks';
import { RevisionTable } from './revision-table';
import type { TargetChoice } from './target';

interface PickRowProps {
  /** Its place in the order, counted as the plan counts its steps. */
  index: number;
  target: TargetChoice;
  /** Given where the order can be changed. */
  picks?: Pick[];
  setPicks?: (picks: Pick[]) => void;
}

/** One of several components: what it goes back to, another revision, and its place in the order. */
export function PickRow({ index, target, picks, setPicks }: PickRowProps) {
  const t = useTranslations('room.target');
  const what = useTranslations('room.what');
  const { components } = useIncident().service;
  const nameOf = (id: string | undefined) => components.find((component) => component.id === id)?.name ?? '';
  const above = picks?.[index - 1];
  return (
    <div className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3">
      <span className="tabular text-muted text-sm">{index + 1}</span>
      <div className="min-w-0">
        <div className="flex min-w-0 flex-wrap items-center justify-between gap-x-3">
          <div className="min-w-0 flex-1 basis-60">
            <ChosenTarget target={target} />
          </div>
          {picks && setPicks && (
            <Places picks={picks} index={index} setPicks={setPicks} component={nameOf(target.componentId)} />
          )}
        </div>
        <div className="flex flex-wrap items-start gap-x-6">
          {picks && setPicks && above && (
            <Checkbox
              label={what('join', { component: nameOf(above.componentId) })}
              checked={picks[index]?.together ?? false}
              onChange={(event) => setPicks(joinedPick(picks, index, event.target.checked))}
            />
          )}
          <Disclosure
            lazy
            className="flex-1 basis-72"
            summary={t(target.chosen ? 'another' : 'chooseOne')}
            open={target.error !== null || (!target.loading && target.chosen === null)}
          >
            <RevisionTable target={target} />
          </Disclosure>
        </div>
      </div>
    </div>
  );
}

/** Up, down and out. */
function Places({
  picks,
  index,
  setPicks,
  component,
}: {
  picks: Pick[];
  index: number;
  setPicks: (picks: Pick[]) => void;
  component: string;
}) {
  const t = useTranslations('room.what');
  const place = (label: string, icon: ReactNode, disabled: boolean, onClick: () => void) => (
    <Button
      look="ghost"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="min-w-9 touch:min-w-11"
    >
      {icon}
    </Button>
  );
  return (
    <div className="flex">
      {place(t('up', { component }), <ArrowUp aria-hidden className="size-4" />, index === 0, () =>
        setPicks(movedPick(picks, index, -1)),
      )}
      {place(t('down', { component }), <ArrowDown aria-hidden className="size-4" />, index === picks.length - 1, () =>
        setPicks(movedPick(picks, index, 1)),
      )}
      {place(t('out', { component }), <X aria-hidden className="size-4" />, picks.length === 1, () =>
        setPicks(withoutPick(picks, index)),
      )}
    </div>
  );
}
