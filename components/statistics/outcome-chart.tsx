import { useTranslations } from 'next-intl';
import { BarChart } from '@/components/charts/bar-chart';
import { Chart } from '@/components/charts/chart';
import type { ChartTone } from '@/components/charts/tones';
import { OUTCOMES, type Outcome, type OutcomeCount } from '@/lib/domain/views';
import { outcomesBy } from './outcomes-by';

const TONE: Record<Outcome, ChartTone> = {
  recovered: 'ok',
  fixed_forward: 'running',
  frozen: 'warn',
  stood_down: 'muted',
};

interface Props {
  outcomes: OutcomeCount[];
  /** How many there are in all: those that are still open have no outcome. */
  incidents: number;
  by: 'service' | 'class';
}

/** How incidents ended, of each service or of each class. */
export function OutcomeChart({ outcomes, incidents, by }: Props) {
  const t = useTranslations('statistics');
  const words = useTranslations('words');
  const rows = outcomesBy(outcomes, by);
  const name = (key: string) => (by === 'class' ? words(`class.${key}`) : key);
  return (
    <Chart
      title={t(`outcomes.${by}`)}
      lead={t('outcomes.lead', { open: incidents - outcomes.reduce((sum, { count }) => sum + count, 0) })}
      table={{
        head: [t(`outcomes.${by}Name`), ...OUTCOMES.map((outcome) => words(`outcome.${outcome}`))],
        rows: rows.map(({ key, counts }) => ({
          key,
          cells: [name(key), ...OUTCOMES.map((outcome) => String(counts[outcome]))],
        })),
      }}
    >
      <BarChart
        legend={OUTCOMES.map((outcome) => ({ name: words(`outcome.${outcome}`), tone: TONE[outcome] }))}
        bars={rows.map(({ key, counts, total }) => ({
          label: name(key),
          value: String(total),
          parts: OUTCOMES.map((outcome) => ({
            name: words(`outcome.${outcome}`),
            tone: TONE[outcome],
            value: counts[outcome],
          })),
        }))}
      />
    </Chart>
  );
}
