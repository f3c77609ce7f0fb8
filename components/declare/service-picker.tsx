'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { CONTROL, Field } from '@/components/ui/field';
import type { DeclareService } from '@/lib/domain/views';
import { matchServices } from './match';

interface Props {
  services: DeclareService[];
  chosen: DeclareService | null;
  onChoose: (service: DeclareService | null) => void;
  /** Called after a choice by Enter: the next field gets the focus. */
  onDone: () => void;
  error: string | null;
  inputRef: Ref<HTMLInputElement>;
}

const titleOf = (service: DeclareService) => `${service.name} · ${service.environment}`;

/** A combobox: type to find, arrows to move, Enter to choose. Recent services come first. */
export function ServicePicker({ services, chosen, onChoose, onDone, error, inputRef }: Props) {
  const t = useTranslations('declare');
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = matchServices(services, typed ?? '');
  const choose = (service: DeclareService) => {
    onChoose(service);
    setTyped(null);
    setOpen(false);
  };
  const move = (to: number) => {
    setOpen(true);
    setActive(Math.max(0, Math.min(found.length - 1, to)));
  };
  const press = (event: KeyboardEvent) => {
    const service = found[active];
    if (event.key === 'ArrowDown') move(open ? active + 1 : 0);
    else if (event.key === 'ArrowUp') move(active - 1);
    else if (event.key === 'Escape' && open) setOpen(false);
    else if (event.key === 'Enter' && open && service) {
      choose(service);
      onDone();
    } else return;
    event.preventDefault();
  };
  return (
    <Field label={t('service')} error={error} className="relative">
      {(control) => (
        <>
          <input
            {...control}
            ref={inputRef}
            role="combobox"
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            {...(open && found[active] ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
            autoComplete="off"
            spellCheck={false}
            placeholder={t('servicePlaceholder')}
            value={typed ?? (chosen ? titleOf(chosen) : '')}
            onChange={(event) => {
              setTyped(event.target.value);
              if (event.target.value !== '' || chosen) onChoose(null);
              setActive(0);
              setOpen(true);
            }}
            onFocus={(event) => event.target.select()}
            onClick={() => setOpen(true)}
            onBlur={() => {
              setOpen(false);
              if (!chosen && found.length === 1 && typed && found[0]) choose(found[0]);
            }}
            onKeyDown={press}
            className={CONTROL}
          />
          {open && <Options id={listId} query={typed ?? ''} found={found} active={active} onChoose={choose} />}
          {!open && <div id={listId} hidden />}
        </>
      )}
    </Field>
  );
}

function Options(props: {
  id: string;
  query: string;
  found: DeclareService[];
  active: number;
  onChoose: (service: DeclareService) => void;
}) {
  const { id, query, found, active, onChoose } = props;
  const t = useTranslations('declare');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const frame = 'absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded border bg-raised p-1 shadow';
  if (found.length === 0) {
    return (
      <div id={id} role="status" className={cx(frame, 'px-3 py-2 text-muted text-sm [overflow-wrap:anywhere]')}>
        {t('serviceNone', { query })}
      </div>
    );
  }
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('service')} className={frame}>
      {found.map((service, index) => (
        // The input keeps the focus and hears the keys (aria-activedescendant); an option is only ever pointed at.
        <div
          key={service.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(service);
          }}
          className={cx(
            'flex min-h-9 cursor-pointer flex-wrap items-baseline gap-x-2 rounded px-3 py-1.5 text-sm touch:min-h-11',
            index === active ? 'bg-accent-soft' : 'hover:bg-sunken',
          )}
        >
          <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">{service.name}</span>
          <span className="text-muted">
            {service.environment} · {service.owner}
          </span>
        </div>
      ))}
    </div>
  );
}
