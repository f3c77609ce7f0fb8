'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { RunState } from '@/lib/domain/state';
import { RestoreButton } from '../debrief/restore-button';
import { useIncident } from '../room-context';

/** What an ended run left standing still, and the press that brings it back: nobody has to remember it. */
export function StoppedNotice({ run }: { run: RunState }) {
  const t = useTranslations('room.run');
  const { followUps } = useIncident();
  const stopped = run.targets.flatMap((target) => {
    const followUp = followUps.find(({ done, restores }) => !done && restores?.stepId === target.stepId);
    return target.action === 'stop' && followUp ? [{ target, followUp }] : [];
  });
  if (!run.endedAt) return null;
  return stopped.map(({ target, followUp }) => (
    <Notice
      key={target.stepId}
      tone="danger"
      className="m-4 mb-0"
      title={t('standsStill', { component: target.componentName })}
    >
      <RestoreButton followUp={followUp} />
    </Notice>
  ));
}
