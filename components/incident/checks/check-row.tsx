'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { cx } from '@/components/ui/cx';
import { Live } from '@/components/ui/live';
import { Sparkline } from '@/components/ui/sparkline';
import { Badge, Status } from '@/components/ui/status';
import { TimeOfDay } from '@/components/ui/time';
import type { CheckState } from '@/lib/domain/state';
import { useRoomContext } from '../room-context';
import { CheckActions } from './check-actions';
import { VERDICT_LOOK } from './look';

const CELL = 'border-b px-2 py-2 align-top first:pl-4 max-md:block max-md:border-0 max-md:px-4 max-md:py-0.5';

/** One check: what is asked, what is expected, what was seen and since when. */
export function CheckRow({ check, past, commands }: { check: CheckState; past: boolean; commands: boolean }) {
  const t = useTranslations('room.checks');
  const words = useTranslations('words.verdict');
  const samples = useRoomContext().room.samples[check.id] ?? [];
  const latest = samples.at(-1);
  return (
    <tr className="max-md:block max-md:border-b max-md:py-2 md:last:*:border-b-0" data-check={check.id}>
      <td className={`${CELL} md:w-[22%]`}>
        <p className="font-semibold [overflow-wrap:anywhere]">{check.name}</p>
        <p className="text-muted text-xs">{check.required ? t('required') : t('optional')}</p>
      </td>
      {commands && <CommandCell check={check} />}
      <td className={`${CELL} md:w-[18%] [overflow-wrap:anywhere]`}>
        <Phone>{t('expected')}</Phone> {check.expected}
      </td>
      <td className={CELL}>
        <Live value={`${check.verdict} ${check.since}`} className="grid gap-1">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Status {...VERDICT_LOOK[check.verdict]} className="font-semibold">
              {words(check.verdict)}
            </Status>
            {check.waived && <Badge tone="warn">{t('waived')}</Badge>}
            {samples.length > 0 && (
              <Sparkline
                label={t('history', { count: samples.length })}
                points={samples.map(({ latencyMs, verdict }) => ({
                  value: latencyMs,
                  tone: VERDICT_LOOK[verdict].tone,
                }))}
              />
            )}
          </span>
          <span className="text-muted [overflow-wrap:anywhere]">
            {check.observed ||
              latest?.observed ||
              check.note ||
              (check.answeredBy ? '' : t(check.manual ? 'unanswered' : 'notYet'))}
            {check.answeredBy && ` · ${check.answeredBy}`}
          </span>
          {check.waived && (
            <span className="text-muted [overflow-wrap:anywhere]">
              {t('waivedBy', { name: check.waived.by, reason: check.waived.reason })}
            </span>
          )}
          {!past && <CheckActions check={check} />}
        </Live>
      </td>
      <td className={cx(CELL, 'whitespace-nowrap md:w-20', !check.since && 'max-md:hidden')}>
        <Phone>{t('since')}</Phone> {check.since ? <TimeOfDay at={check.since} /> : '–'}
      </td>
    </tr>
  );
}

/** What is asked, to be copied; for a manual check what a person should do. */
function CommandCell({ check }: { check: CheckState }) {
  const t = useTranslations('room.checks');
  return (
    <td className={`${CELL} md:w-[22%]`}>
      <span className="flex min-w-0 items-start gap-1">
        {check.manual ? (
          <span className="min-w-0 [overflow-wrap:anywhere]">{check.command}</span>
        ) : (
          <>
            <code title={check.command} className="line-clamp-2 min-w-0 flex-1 pt-0.5 text-xs [overflow-wrap:anywhere]">
              {check.command}
            </code>
            {check.command && (
              <span className="-my-1.5">
                <CopyButton text={check.command} label={t('copy')} compact />
              </span>
            )}
          </>
        )}
      </span>
    </td>
  );
}

/** The column's name, where there are no columns. */
function Phone({ children }: { children: string }) {
  return <span className="text-muted md:hidden">{children}</span>;
}
