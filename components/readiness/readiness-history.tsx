import { useFormatter, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { READINESS_VERDICTS, type ReadinessDayView, turnsOf } from '@/lib/domain/readiness';
import { VerdictStatus } from './verdict-status';

const TURNS_SHOWN = 6;
/** Told apart by height as well as by colour. */
const BARS = { ready: 'h-full bg-ok', gaps: 'h-1/2 bg-warn', not_ready: 'h-1/5 bg-danger' } as const;

/** How the verdict went from day to day, and when it turned. */
export function ReadinessHistory({ days }: { days: ReadinessDayView[] }) {
  const t = useTranslations('readiness');
  if (days.length === 0) return null;
  const counts = Object.fromEntries(
    READINESS_VERDICTS.map((one) => [one, days.filter(({ verdict }) => verdict === one).length]),
  );
  return (
    <Card title={t('history')} bodyClassName="grid gap-4 p-4">
      <div
        role="img"
        aria-label={t('historyLabel', { count: days.length, ...counts })}
        className="flex h-10 items-end gap-0.5"
      >
        {days.map(({ day, verdict }) => (
          <span key={day} className={cx('min-w-0.5 max-w-4 flex-1 rounded-sm', BARS[verdict])} />
        ))}
      </div>
      <p className="text-muted text-sm">{t('historyLegend')}</p>
      <ol className="grid gap-2 text-sm">
        {turnsOf(days)
          .slice(0, TURNS_SHOWN)
          .map((turn) => (
            <Turn key={turn.day} turn={turn} />
          ))}
      </ol>
    </Card>
  );
}

function Turn({ turn: { day, verdict, fails, warns } }: { turn: ReadinessDayView }) {
  const t = useTranslations('readiness');
  const format = useFormatter();
  return (
    <li className="grid gap-0.5">
      <time dateTime={day} className="tabular text-muted">
        {format.dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' })}
      </time>
      <span className="flex flex-wrap gap-x-3">
        <VerdictStatus verdict={verdict} />
        <span className="text-muted">{t('counts', { fails, warns })}</span>
      </span>
    </li>
  );
}
