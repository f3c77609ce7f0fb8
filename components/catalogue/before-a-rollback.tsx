import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import { Card } from '@/components/ui/card';
import { Badge } from '@/components/ui/status';
import { AbsoluteTime } from '@/components/ui/time';
import type { ServiceView } from '@/lib/domain/views';

interface Props {
  service: Pick<ServiceView, 'objectionMs' | 'freezes'>;
  /** Database time, ISO 8601: freezes that are over are not shown. */
  now: string;
}

/** What a start would meet on this service: the team's seconds to object, and freezes. Nothing where there is neither. */
export function BeforeARollback({ service: { objectionMs, freezes }, now }: Props) {
  const t = useTranslations('services');
  const duration = useDuration();
  const ahead = freezes
    .filter(({ until }) => Date.parse(until) > Date.parse(now))
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  if (objectionMs === null && ahead.length === 0) return null;
  return (
    <Card title={t('before')} bodyClassName="">
      {objectionMs !== null && (
        <p className="border-b px-4 py-3 text-sm last:border-b-0">{t('objection', { time: duration(objectionMs) })}</p>
      )}
      {ahead.length > 0 && (
        <ul>
          {ahead.map((freeze) => (
            <Freeze key={`${freeze.from} ${freeze.until}`} freeze={freeze} now={now} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Freeze({ freeze: { from, until, reason }, now }: { freeze: ServiceView['freezes'][number]; now: string }) {
  const t = useTranslations('services');
  const running = Date.parse(from) <= Date.parse(now);
  return (
    <li className="grid min-w-0 gap-1 border-b px-4 py-3 text-sm last:border-b-0">
      <div className="flex min-w-0 items-start justify-between gap-2">
        <h3 className="min-w-0 [overflow-wrap:anywhere]">{reason}</h3>
        <Badge tone={running ? 'accent' : 'neutral'}>{t(running ? 'frozenNow' : 'freezeAhead')}</Badge>
      </div>
      <p className="text-muted">
        {t.rich('freezeSpan', {
          from: () => <AbsoluteTime at={from} />,
          until: () => <AbsoluteTime at={until} />,
        })}
      </p>
    </li>
  );
}
