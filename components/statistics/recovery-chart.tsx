import { useTranslations } from 'next-intl';
import { Chart } from '@/components/charts/chart';
import { LineChart } from '@/components/charts/line-chart';
import { useDuration } from '@/components/incidents/duration';
import type { MonthFigures } from '@/lib/domain/views';
import { useMonth } from './use-month';

/** How long it took to recover, month after month. */
export function RecoveryChart({ months }: { months: MonthFigures[] }) {
  const t = useTranslations('statistics');
  const duration = useDuration();
  const month = useMonth();
  const shown = (ms: number | null) => (ms === null ? '–' : duration(ms));
  return (
    <Chart
      title={t('recovery.title')}
      lead={t('recovery.lead')}
      table={{
        head: [t('month'), t('incidents'), t('median'), t('p90')],
        rows: months.map((row) => ({
          key: row.month,
          cells: [month(row.month), String(row.incidents), shown(row.medianMs), shown(row.p90Ms)],
        })),
      }}
    >
      <LineChart
        labels={months.map((row) => month(row.month))}
        series={[
          { name: t('median'), tone: 'accent', values: months.map(({ medianMs }) => minutes(medianMs)) },
          { name: t('p90'), tone: 'muted', values: months.map(({ p90Ms }) => minutes(p90Ms)) },
        ]}
        format={(value) => t('minutes', { minutes: value })}
      />
    </Chart>
  );
}

const minutes = (ms: number | null): number | null => (ms === null ? null : ms / 60_000);
