'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { ChosenTarget } from './chosen-target';
import { ComponentSelect } from './component-select';
import { RevisionTable } from './revision-table';
import type { Selection } from './use-selection';

/** The urgent case: one component, its target chosen already; another one is a press away. */
export function OneTarget({ selection, children }: { selection: Selection; children: ReactNode }) {
  const t = useTranslations('room.target');
  const [target] = selection.targets;
  if (!target) return null;
  const open = target.error !== null || (!target.loading && target.chosen === null);
  return (
    <>
      <ComponentSelect componentId={selection.componentId} setComponentId={selection.setComponentId} />
      <ChosenTarget target={target} />
      {children}
      <Disclosure summary={t('another')} open={open}>
        <RevisionTable key={target.componentId} target={target} />
      </Disclosure>
    </>
  );
}
