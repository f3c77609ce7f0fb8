'use client';

import { useTranslations } from 'next-intl';
import { useIncident } from '../room-context';
import { DeployedBefore } from './deployed-before';
import { RevisionMarks } from './revision-marks';
import type { TargetChoice } from './target';
import { WhySuggested } from './why-suggested';

/** What would be put back to what, and why this is the default. */
export function ChosenTarget({ target }: { target: TargetChoice }) {
  const t = useTranslations('room.target');
  const { components } = useIncident().service;
  const { chosen } = target;
  const name = components.find(({ id }) => id === target.componentId)?.name;
  if (!chosen) {
    // The name stands while the platform is asked, and when it does not answer.
    return (
      <div className="grid min-h-12 content-center gap-1">
        <p className="font-semibold">{name}</p>
        {target.loading && (
          <p className="text-muted text-sm">{t('readingOf', { component: name ?? target.componentId })}</p>
        )}
      </div>
    );
  }
  return (
    <div className="grid min-h-12 content-center gap-1">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold">{name}</span>
        <span aria-hidden className="text-muted">
          →
        </span>
        <code className="font-semibold text-sm">{chosen.label}</code>
        <span className="min-w-0 [overflow-wrap:anywhere]">{chosen.summary}</span>
        <RevisionMarks revision={chosen} componentId={target.componentId} suggested={false} />
      </p>
      <WhySuggested target={target} />
      <DeployedBefore revisions={target.revisions} />
      {chosen.ban && (
        <p className="text-danger text-sm [overflow-wrap:anywhere]">
          {t('banned', { reason: chosen.ban.reason, by: chosen.ban.by })}
        </p>
      )}
    </div>
  );
}
