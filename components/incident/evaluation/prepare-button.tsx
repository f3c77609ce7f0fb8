'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useIncident } from '../room-context';
import { useFocusOnce } from '../use-focus-once';
import { useMay } from '../use-may';
import type { Preparing } from '../use-prepare';
import { requestOf } from './request';
import type { Selection } from './use-selection';

/** Decides for what is chosen and has its plan prepared; focused as soon as it can be pressed. */
export function PrepareButton({
  selection,
  preparing,
  quiet,
}: {
  selection: Selection;
  preparing: Preparing;
  quiet: boolean;
}) {
  const t = useTranslations('room.target');
  const may = useMay();
  const place = useRef<HTMLButtonElement>(null);
  const words = usePrepareWords(selection);
  const request = requestOf(selection);
  const refused = may('decision.take').reason ?? may('plan.record').reason;
  useFocusOnce(place, request !== null && refused === null && !quiet);
  useEffect(() => {
    if (preparing.error) place.current?.focus();
  }, [preparing.error]);
  return (
    <Button
      ref={place}
      look={quiet ? 'quiet' : 'primary'}
      data-primary={quiet ? undefined : true}
      busy={preparing.busy}
      reason={refused ?? words.missing}
      onClick={() => request && void preparing.prepare(request)}
    >
      {preparing.busy ? t('preparing') : words.label}
    </Button>
  );
}

/** What the button will do, and what is missing for it. */
function usePrepareWords({ targets, how }: Selection): { label: string; missing: string | null } {
  const t = useTranslations('room.target');
  const format = useFormatter();
  const { components } = useIncident().service;
  const nameOf = (id: string) => components.find((component) => component.id === id)?.name ?? id;
  const names = targets.map(({ componentId }) => nameOf(componentId));
  const [first] = targets;
  const open = targets.find(({ chosen }) => chosen === null);
  if (targets.some(({ loading }) => loading)) return { label: t('prepareNone'), missing: t('reading') };
  if (open) {
    const missing = how.kind === 'one' ? t('choose') : t('chooseFor', { component: nameOf(open.componentId) });
    return { label: t('prepareNone'), missing };
  }
  const only = targets.length === 1 ? first?.chosen : null;
  const label = only
    ? t('prepare', { component: names[0] ?? '', revision: only.label })
    : t('prepareSeveral', { components: format.list(names) });
  return { label, missing: null };
}
