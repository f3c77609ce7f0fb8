import { useTranslations } from 'next-intl';
import { formatDuration } from '@/components/ui/clock';
import { cx } from '@/components/ui/cx';
import { EventIcon, type StatusIcon, TONE_TEXT, type Tone } from '@/components/ui/status';
import type { CardSign } from '@/lib/domain/views';

const LOOK: Record<CardSign['kind'], { tone: Tone; icon: StatusIcon }> = {
  step_failed: { tone: 'danger', icon: 'fail' },
  step_late: { tone: 'danger', icon: 'alert' },
  abort_failed: { tone: 'danger', icon: 'fail' },
  checks_red: { tone: 'danger', icon: 'fail' },
  not_held: { tone: 'danger', icon: 'fail' },
  aborted: { tone: 'danger', icon: 'off' },
  objected: { tone: 'warn', icon: 'alert' },
  paused: { tone: 'warn', icon: 'waiting' },
  pausing: { tone: 'warn', icon: 'waiting' },
  aborting: { tone: 'warn', icon: 'off' },
  starts: { tone: 'running', icon: 'bell' },
  rolling_back: { tone: 'running', icon: 'back' },
};

/** What an incident waits for or is doing, seen without opening its room. `now` is database time in ms. */
export function IncidentSign({ sign, now, className }: { sign: CardSign; now: number; className?: string }) {
  const { tone, icon } = LOOK[sign.kind];
  return (
    <p className={cx('flex min-w-0 items-start gap-1.5 font-semibold text-sm', TONE_TEXT[tone], className)}>
      <EventIcon icon={icon} tone={tone} />
      <span className="tabular min-w-0">
        <Words sign={sign} now={now} />
      </span>
    </p>
  );
}

function Words({ sign, now }: { sign: CardSign; now: number }) {
  const t = useTranslations('home.sign');
  switch (sign.kind) {
    case 'starts': {
      const left = Date.parse(sign.at) - now;
      return left > 0 ? t('starts', { time: formatDuration(left) }) : t('starting');
    }
    case 'rolling_back':
      return t('rolling_back', { step: sign.step, of: sign.of });
    case 'step_failed':
    case 'step_late':
    case 'pausing':
      return t(sign.kind, { step: sign.step });
    default:
      return t(sign.kind);
  }
}
