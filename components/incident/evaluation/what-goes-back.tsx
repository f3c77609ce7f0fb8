'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { cx } from '@/components/ui/cx';
import type { PlaybookFact } from '@/lib/domain/facts';
import { useIncident } from '../room-context';
import { useSpan } from '../use-span';
import type { Selection } from './use-selection';

/** One component, a playbook, or several by hand; nothing to choose where there is one component only. */
export function WhatGoesBack({ selection }: { selection: Selection }) {
  const t = useTranslations('room.what');
  const name = useId();
  const { components, playbooks = [] } = useIncident().service;
  const { how } = selection;
  if (components.length < 2) return null;
  return (
    <fieldset className="divide-y overflow-hidden rounded border">
      <legend className="sr-only">{t('title')}</legend>
      <Choice name={name} checked={how.kind === 'one'} onChoose={selection.takeOne} title={t('one')} />
      {playbooks.map((playbook) => (
        <Choice
          key={playbook.name}
          name={name}
          checked={how.kind === 'playbook' && how.name === playbook.name}
          onChoose={() => selection.takePlaybook(playbook.name)}
          title={playbook.name}
          text={<Playbook playbook={playbook} />}
        />
      ))}
      <Choice name={name} checked={how.kind === 'hand'} onChoose={selection.takeHand} title={t('hand')} />
    </fieldset>
  );
}

/** When it is for, what it puts back, how long it is expected to take. */
function Playbook({ playbook }: { playbook: PlaybookFact }) {
  const t = useTranslations('room.what');
  const format = useFormatter();
  const span = useSpan();
  const { components } = useIncident().service;
  const names = playbook.waves.flat().map((id) => components.find((component) => component.id === id)?.name ?? id);
  return (
    <>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {playbook.when}
        <span className="block text-xs">{format.list(names, { type: 'unit' })}</span>
      </span>
      <span className="tabular shrink-0 whitespace-nowrap">{t('expected', { time: span(playbook.expectMs) })}</span>
    </>
  );
}

function Choice({
  name,
  checked,
  onChoose,
  title,
  text,
}: {
  name: string;
  checked: boolean;
  onChoose: () => void;
  title: string;
  text?: ReactNode;
}) {
  return (
    <label
      className={cx(
        'flex min-h-10 cursor-pointer items-center gap-3 px-3 py-1.5 text-sm touch:min-h-11',
        'has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2',
        checked ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <input type="radio" name={name} checked={checked} onChange={onChoose} className="size-4 shrink-0 outline-none" />
      <span className="flex min-w-0 flex-1 flex-col gap-x-4 sm:flex-row sm:items-center">
        <span className="shrink-0 font-semibold sm:w-52">{title}</span>
        {text && <span className="flex min-w-0 flex-1 items-center justify-between gap-3 text-muted">{text}</span>}
      </span>
    </label>
  );
}
