'use client';

import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { ChosenTarget } from './chosen-target';
import { ComponentSelect } from './component-select';
import { RevisionTable } from './revision-table';
import type { Selection } from './use-selection';

/** The urgent case: one component, its target chosen already; another one is a press away. */
export function OneTarget({ selection }: { selection: Selection }) {
  const t = useTranslations('room.target');
  const [target] = selection.targets;
  if (!target) return null;
  const open = target.error !== null || (!target.loading && target.chosen === null);
  return (
    <>
      <ComponentSelect componentId={selection.componentId} setComponentId={selection.setComponentId} />
      <ChosenTarget target={target} />
      <Disclosure summary={t(target.chosen ? 'another' : 'chooseOne')} open={open}>
        <RevisionTable key={target.componentId} target={target} />
      </Disclosure>
    </>
  );
}
