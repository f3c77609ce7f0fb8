import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { AbsoluteTime, RelativeTime } from '@/components/ui/time';
import type { ReadinessView, ServiceFinding } from '@/lib/domain/readiness';
import { type Reader, WhoElse } from './finding-fix';
import { LookAgain } from './look-again';
import { VerdictStatus } from './verdict-status';

interface Props {
  serviceId: string;
  readiness: ReadinessView | null;
  mayLook: boolean;
  reader: Reader;
}

/** The verdict first, then how old it is; the stored answer at once, a fresh one on a press. */
export function ReadinessHead({ serviceId, readiness, mayLook, reader }: Props) {
  const t = useTranslations('readiness');
  return (
    <Card bodyClassName="grid gap-3 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
          <VerdictStatus verdict={readiness?.verdict ?? null} className="font-semibold text-lg" />
          {readiness && <span className="text-muted text-sm">{t('counts', countsOf(readiness.findings))}</span>}
        </div>
        {mayLook && (
          <div className="flex flex-wrap items-center gap-3">
            <LookAgain serviceId={serviceId} first={readiness === null} />
          </div>
        )}
      </div>
      <p className="max-w-prose">{readiness ? t(`verdictText.${readiness.verdict}`) : t('neverText')}</p>
      {readiness && <WhoElse findings={readiness.findings} reader={reader} />}
      {readiness && <Age readiness={readiness} />}
      {readiness?.outdated && <Notice tone="warn">{t('outdated')}</Notice>}
    </Card>
  );
}

const countsOf = (findings: ServiceFinding[]) => ({
  fails: findings.filter(({ level }) => level === 'fail').length,
  warns: findings.filter(({ level }) => level === 'warn').length,
});

function Age({ readiness: { at, since, verdict, tookMs } }: { readiness: ReadinessView }) {
  const t = useTranslations('readiness');
  const duration = useDuration();
  return (
    <p className="grid gap-0.5 text-muted text-sm">
      <span>{t.rich('looked', { time: () => <RelativeTime at={at} />, took: duration(Math.max(1000, tookMs)) })}</span>
      <span>{t.rich('since', { verdict, time: () => <AbsoluteTime at={since} withYear /> })}</span>
    </p>
  );
}
