import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Table, Td, Th } from '@/components/ui/table';

export interface ChartTable {
  head: string[];
  rows: { key: string; cells: string[] }[];
}

interface Props {
  title: string;
  /** What it shows and how it is counted. */
  lead: string;
  table: ChartTable;
  children: ReactNode;
}

/** A picture for the eye, and the same numbers as a table for everybody. */
export function Chart({ title, lead, table, children }: Props) {
  const t = useTranslations('statistics');
  return (
    <figure className="grid min-w-0 content-start gap-3 rounded border bg-raised p-4 shadow">
      <figcaption className="grid gap-0.5">
        <h2 className="text-base">{title}</h2>
        <p className="text-muted text-sm">{lead}</p>
      </figcaption>
      <div aria-hidden className="min-w-0">
        {children}
      </div>
      <details className="min-w-0">
        <summary className="inline-flex min-h-9 items-center text-accent text-sm hover:underline touch:min-h-11">
          {t('asTable', { title })}
        </summary>
        <Table label={title}>
          <thead>
            <tr>
              {table.head.map((name, index) => (
                <Th key={name} className={index > 0 ? 'text-right' : ''}>
                  {name}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ key, cells: [name, ...values] }) => (
              <tr key={key}>
                <Td>{name}</Td>
                {values.map((value, index) => (
                  <Td key={table.head[index + 1]} className="tabular text-right">
                    {value}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </figure>
  );
}
