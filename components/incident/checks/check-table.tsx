'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { useIncident } from '../room-context';
import { AddCheck } from './add-check';
import { CheckRow } from './check-row';

/** Check, command, expected, observed, since: always in sight from Execution on. On a phone each check is a card. */
export function CheckTable({ past = false }: { past?: boolean }) {
  const t = useTranslations('room.checks');
  const { checks } = useIncident();
  // A shared page holds no command, and then no column for them.
  const commands = checks.some((check) => check.command !== '');
  const head = ['check', ...(commands ? ['command'] : []), 'expected', 'observed', 'since'];
  return (
    <Card title={t('title')} bodyClassName="">
      {checks.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <table className="w-full border-collapse text-left text-sm max-md:block">
          <thead className="max-md:sr-only">
            <tr>
              {head.map((name) => (
                <th key={name} scope="col" className="h-9 border-b px-2 font-semibold text-muted text-xs first:pl-4">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-md:block">
            {checks.map((check) => (
              <CheckRow key={check.id} check={check} past={past} commands={commands} />
            ))}
          </tbody>
        </table>
      )}
      {!past && <AddCheck />}
    </Card>
  );
}
