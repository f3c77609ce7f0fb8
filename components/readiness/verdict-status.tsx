import { useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';
import type { ReadinessVerdict } from '@/lib/domain/readiness';

const LOOKS = {
  ready: { tone: 'ok', icon: 'ok' },
  gaps: { tone: 'warn', icon: 'warn' },
  not_ready: { tone: 'danger', icon: 'fail' },
} as const;

/** Whether a rollback would work, as far as somebody looked. */
export function VerdictStatus({ verdict, className }: { verdict: ReadinessVerdict | null; className?: string }) {
  const t = useTranslations('words.readiness');
  const look = verdict ? LOOKS[verdict] : ({ tone: 'neutral', icon: 'unknown' } as const);
  return (
    <Status {...look} {...(className ? { className } : {})}>
      {t(verdict ?? 'unknown')}
    </Status>
  );
}
