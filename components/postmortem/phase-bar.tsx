import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import { cx } from '@/components/ui/cx';
import { Status } from '@/components/ui/status';
import type { PhaseFigures } from '@/lib/domain/views';

const FILL = { ok: 'bg-ok', warn: 'bg-warn', danger: 'bg-danger' } as const;

/** Where the time went: one bar in proportion, then each phase against its budget. */
export function PhaseBar({ phases, open }: { phases: PhaseFigures[]; open: boolean }) {
  const t = useTranslations('postmortem_page');
  const words = useTranslations('words.phase');
  const duration = useDuration();
  const total = Math.max(1, ...[phases.reduce((sum, { spentMs }) => sum + spentMs, 0)]);
  return (
    <div className="grid gap-4 rounded border bg-raised p-4 shadow">
      <div aria-hidden className="flex h-3 gap-0.5 overflow-hidden rounded">
        {phases.map(({ phase, spentMs, level, budgetMs }) =>
          spentMs > 0 ? (
            <div
              key={phase}
              title={`${words(phase)} ${duration(spentMs)}`}
              className={cx('min-w-1', budgetMs === null ? 'bg-edge' : FILL[level])}
              style={{ flexGrow: spentMs / total, flexBasis: 0 }}
            />
          ) : null,
        )}
      </div>
      <ol className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-3 lg:grid-cols-5">
        {phases.map((figures) => (
          <li key={figures.phase} className="grid content-start gap-0.5">
            <span className="text-muted">{words(figures.phase)}</span>
            {figures.visits === 0 ? (
              <span className="text-muted">{t(open ? 'notYet' : 'never')}</span>
            ) : (
              <>
                <span className="tabular font-semibold">
                  {duration(figures.spentMs)}
                  {figures.budgetMs !== null && (
                    <span className="font-normal text-muted"> / {duration(figures.budgetMs)}</span>
                  )}
                </span>
                <Level figures={figures} />
              </>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Level({ figures: { budgetMs, overMs, level } }: { figures: PhaseFigures }) {
  const t = useTranslations('postmortem_page');
  const duration = useDuration();
  if (budgetMs === null) return <span className="text-muted">{t('phaseNoBudget')}</span>;
  return level === 'ok' ? (
    <Status tone="ok" icon="ok">
      {t('phaseWithin')}
    </Status>
  ) : (
    <Status tone={level} icon="warn">
      {t('phaseOver', { over: duration(overMs) })}
    </Status>
  );
}
