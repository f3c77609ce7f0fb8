import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFollowUpText } from '@/components/follow-ups/use-follow-up-text';
import type { ServiceFinding } from '@/lib/domain/readiness';

/** Findings are data: a day among their values is as everywhere in them, `2026-12-09`. */
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A finding in the reader's language; what only a provider can say is in English, and marked as such. */
export function useFindingWords(): (finding: ServiceFinding) => ReactNode {
  const t = useTranslations();
  const format = useFormatter();
  const told = useFollowUpText();
  const shown = (value: string | number) =>
    DAY.test(String(value)) ? format.dateTime(new Date(value), { dateStyle: 'medium', timeZone: 'UTC' }) : value;
  return ({ key, params, text, followUp }) => {
    if (key === '' || !t.has(key as never)) return <span lang="en">{text}</span>;
    const values = Object.entries(params).map(([name, value]) => [name, shown(value)]);
    return t(key as never, { ...Object.fromEntries(values), ...(followUp && { text: told(followUp) }) } as never);
  };
}
