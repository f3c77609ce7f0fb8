'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { ActionBar } from '../action-bar';
import { useMessageWords } from '../message/use-draft';
import { ReadAt } from '../read-at';
import { useIncident } from '../room-context';
import { useMay } from '../use-may';
import type { Preparing } from '../use-prepare';
import { OneTarget } from './one-target';
import { PickList } from './pick-list';
import { PrepareButton } from './prepare-button';
import { useSelection } from './use-selection';
import { WhatGoesBack } from './what-goes-back';

/** The target, chosen already with its reason; another one is a press away. `quiet`: something else is the primary action. */
export function TargetCard({ preparing, quiet = false }: { preparing: Preparing; quiet?: boolean }) {
  const t = useTranslations('room.target');
  const what = useTranslations('room.what');
  const { components } = useIncident().service;
  const selection = useSelection();
  const may = useMay();
  useMessageWords(useLocale() === 'fr' ? 'fr' : 'en');
  if (!may('decision.take').visible) return null;
  const { targets, how } = selection;
  // The oldest answer of all: none of what is shown is older.
  const readAt = targets
    .map((target) => target.readAt)
    .reduce((a, b) => (a && b ? (a < b ? a : b) : null), targets[0]?.readAt ?? null);
  const press = <PrepareButton selection={selection} preparing={preparing} quiet={quiet} />;
  // Stays in sight however long the choice is.
  const button = quiet ? (
    press
  ) : (
    <div className="sm:-mx-4 sm:-mb-4 sm:sticky sm:bottom-0 sm:z-10 sm:rounded-b sm:border-t sm:bg-raised sm:px-4 sm:py-3">
      <ActionBar primary={press} />
    </div>
  );
  return (
    <Card
      title={components.length > 1 ? what('title') : t('title')}
      aside={readAt && <ReadAt label={t('readAt')} at={readAt} />}
    >
      <div className="grid min-w-0 gap-4">
        {preparing.error && (
          <Notice tone="danger" title={t('unprepared')}>
            {preparing.error}
          </Notice>
        )}
        <WhatGoesBack selection={selection} />
        {how.kind === 'one' ? <OneTarget selection={selection} /> : <PickList selection={selection} />}
        {button}
      </div>
    </Card>
  );
}
