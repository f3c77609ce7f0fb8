import { useFormatter, useTranslations } from 'next-intl';
import { BarChart } from '@/components/charts/bar-chart';
import { Chart } from '@/components/charts/chart';
import { useDuration } from '@/components/incidents/duration';
import type { PhaseSpread } from '@/lib/domain/views';

/** Where the time goes, against what there is of it. */
export function PhaseChart({ phases }: { phases: PhaseSpread[] }) {
  const t = useTranslations('statistics');
  const words = useTranslations('words.phase');
  const format = useFormatter();
  const duration = useDuration();
  const shown = (ms: number | null) => (ms === null ? '–' : duration(ms));
  const over = ({ over: count, reached }: PhaseSpread) =>
    format.number(reached === 0 ? 0 : count / reached, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <Chart
      title={t('phases.title')}
      lead={t('phases.lead')}
      table={{
        head: [t('phases.phase'), t('median'), t('p90'), t('phases.budget'), t('phases.over')],
        rows: phases.map((row) => ({
          key: row.phase,
          cells: [words(row.phase), shown(row.medianMs), shown(row.p90Ms), shown(row.budgetMs), over(row)],
        })),
      }}
    >
      <BarChart
        legend={[
          { name: t('median'), tone: 'accent' },
          { name: t('p90'), tone: 'muted' },
        ]}
        bars={phases.map((row) => ({
          label: words(row.phase),
          value: t('phases.overBudget', { share: over(row), budget: shown(row.budgetMs) }),
          parts: [
            { name: t('median'), tone: 'accent', value: row.medianMs ?? 0 },
            { name: t('p90'), tone: 'muted', value: Math.max(0, (row.p90Ms ?? 0) - (row.medianMs ?? 0)) },
          ],
          ...(row.budgetMs === null ? {} : { mark: row.budgetMs }),
        }))}
      />
    </Chart>
  );
}
