'use client';

import { useTranslations } from 'next-intl';
import { Th } from '@/components/ui/table';
import type { Person } from '@/lib/domain/facts';
import type { FollowUpRow } from '@/lib/domain/views';
import { FollowUpLine } from './follow-up-line';

export interface FollowUpContext {
  people: Person[];
  me: Person;
  editable: boolean;
  /** Database time, ISO 8601. */
  now: string;
}

/** Follow-ups with their owner, date and state, each changed in place. On a phone every row is a small card. */
export function FollowUpTable({ followUps, ...context }: FollowUpContext & { followUps: FollowUpRow[] }) {
  const t = useTranslations('followups');
  return (
    <div className="min-w-0 rounded border bg-raised shadow">
      <table aria-label={t('table')} className="block w-full border-collapse text-left text-sm lg:table">
        <thead className="max-lg:sr-only">
          <tr>
            <Th className="w-0">
              <span className="sr-only">{t('state')}</span>
            </Th>
            <Th>{t('what')}</Th>
            <Th>{t('incident')}</Th>
            <Th>{t('owner')}</Th>
            <Th>{t('due')}</Th>
          </tr>
        </thead>
        <tbody className="max-lg:block [&>tr:last-child]:border-b-0">
          {followUps.map((row) => (
            <FollowUpLine key={row.id} row={row} {...context} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
