import { useTranslations } from 'next-intl';
import { BarChart } from '@/components/charts/bar-chart';
import { Chart } from '@/components/charts/chart';
import type { CauseCount } from '@/lib/domain/views';

/** What made incidents possible, the most frequent first; those that nobody filed come last. */
export function CauseChart({ causes }: { causes: CauseCount[] }) {
  const t = useTranslations('statistics');
  const words = useTranslations('words.cause');
  const name = ({ cause }: CauseCount) => (cause ? words(cause) : t('causes.none'));
  return (
    <Chart
      title={t('causes.title')}
      lead={t('causes.lead')}
      table={{
        head: [t('causes.cause'), t('incidents')],
        rows: causes.map((row) => ({ key: row.cause ?? 'none', cells: [name(row), String(row.count)] })),
      }}
    >
      <BarChart
        bars={causes.map((row) => ({
          label: name(row),
          value: String(row.count),
          parts: [{ name: name(row), tone: row.cause ? 'accent' : 'muted', value: row.count }],
        }))}
      />
    </Chart>
  );
}
