import { useFormatter, useTranslations } from 'next-intl';
import { BarChart } from '@/components/charts/bar-chart';
import { Chart } from '@/components/charts/chart';
import { LineChart } from '@/components/charts/line-chart';
import type { FlapCount, MonthFigures } from '@/lib/domain/views';
import { useMonth } from './use-month';

/** How often a check turned red again while recovery was being verified. */
export function FlapChart({ months }: { months: MonthFigures[] }) {
  const t = useTranslations('statistics');
  const format = useFormatter();
  const month = useMonth();
  const share = ({ flapped, verified }: MonthFigures) => (verified === 0 ? null : flapped / verified);
  const percent = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <Chart
      title={t('flaps.title')}
      lead={t('flaps.lead')}
      table={{
        head: [t('month'), t('flaps.verified'), t('flaps.flapped'), t('flaps.share')],
        rows: months.map((row) => {
          const part = share(row);
          const shown = part === null ? '–' : percent(part);
          return { key: row.month, cells: [month(row.month), String(row.verified), String(row.flapped), shown] };
        }),
      }}
    >
      <LineChart
        labels={months.map((row) => month(row.month))}
        series={[{ name: t('flaps.share'), tone: 'warn', values: months.map(share) }]}
        format={percent}
      />
    </Chart>
  );
}

/** Which checks did so most. */
export function FlappingChecks({ flaps }: { flaps: FlapCount[] }) {
  const t = useTranslations('statistics');
  const name = ({ service, check }: FlapCount) => `${service} · ${check}`;
  return (
    <Chart
      title={t('flaps.checks')}
      lead={t('flaps.checksLead')}
      table={{
        head: [t('flaps.check'), t('flaps.times')],
        rows: flaps.map((row) => ({ key: name(row), cells: [name(row), String(row.count)] })),
      }}
    >
      <BarChart
        bars={flaps.map((row) => ({
          label: name(row),
          value: String(row.count),
          parts: [{ name: name(row), tone: 'warn', value: row.count }],
        }))}
      />
    </Chart>
  );
}
