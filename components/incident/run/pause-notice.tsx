'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { IncidentState, RunState } from '@/lib/domain/state';
import { useIncident } from '../room-context';
import { useMay } from '../use-may';

/** The failed step itself says these, with the moves that there are. */
const TOLD_BY_STEP: ReadonlySet<string> = new Set(['step_failed', 'deadline']);

/** Why the run stands still, or is about to, and what can be done now. */
export function PauseNotice({ run }: { run: RunState }) {
  const t = useTranslations('room.run');
  const verdicts = useTranslations('words.verdict');
  const state = useIncident();
  const { visible } = useMay()('run.resume', { runId: run.id });
  const { pausedBecause, status } = run;
  if (!pausedBecause || (status !== 'paused' && status !== 'pausing')) return null;
  const { cause, detail } = pausedBecause;
  if (TOLD_BY_STEP.has(cause) && run.steps.some((step) => step.status === 'failed')) return null;
  const red = cause === 'checks' ? turnedRed(state, detail) : [];
  const count = Math.max(1, red.length);
  return (
    <Notice tone="warn" className="m-4 mb-0" title={t(`${status}.${cause}`, { count })}>
      {red.length > 0 ? (
        <ul>
          {red.map(({ id, name, expected, observed, verdict }) => (
            <li key={id}>{t('turnedRed', { name, expected, observed: observed || verdicts(verdict) })}</li>
          ))}
        </ul>
      ) : (
        detail && <p className="whitespace-pre-line">{detail}</p>
      )}
      <p className="text-muted">
        {visible ? t(`next.${cause}`, { count }) : t('waitingFor', { name: state.commander.name })}
      </p>
    </Notice>
  );
}

/** The checks that a pause names, with what they show now; none when one of them is unknown. */
function turnedRed({ checks }: IncidentState, detail: string) {
  const red = checks.filter(({ name }) => detail.includes(name));
  return red.map(({ name }) => name).join(', ').length === detail.length ? red : [];
}
