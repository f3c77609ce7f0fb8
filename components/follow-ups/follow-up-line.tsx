'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { CONTROL, SelectControl } from '@/components/ui/field';
import { Badge } from '@/components/ui/status';
import { RelativeTime } from '@/components/ui/time';
import { actionKind } from '@/lib/domain/follow-up-kinds';
import type { FollowUpRow } from '@/lib/domain/views';
import { dayOf, dueOn, isLate } from './due';
import type { FollowUpContext } from './follow-up-table';
import { useFollowUp } from './use-follow-up';
import { useFollowUpText } from './use-follow-up-text';

const CELL = 'max-lg:block lg:px-3 lg:py-2 lg:align-top';

/** One follow-up. What is done stays in its place, struck through, until the page is read again: it can be undone. */
export function FollowUpLine({ row, people, me, editable, now }: FollowUpContext & { row: FollowUpRow }) {
  const t = useTranslations('followups');
  const kinds = useTranslations('words.followUp');
  const text = useFollowUpText()(row);
  const item = useFollowUp(row);
  const late = !item.done && isLate(item.dueAt, now);
  return (
    <tr className="border-b max-lg:grid max-lg:grid-cols-[auto_minmax(0,1fr)] max-lg:gap-x-3 max-lg:gap-y-2 max-lg:px-4 max-lg:py-3">
      <td className={cx(CELL, 'max-lg:row-span-4')}>
        <label className="-m-2 inline-flex min-h-9 min-w-9 cursor-pointer items-center justify-center touch:min-h-11 touch:min-w-11">
          <input
            type="checkbox"
            checked={item.done}
            disabled={!editable}
            onChange={(event) => item.setDone(event.target.checked)}
            aria-label={t(item.done ? 'reopen' : 'markDone', { text })}
            className="size-4 touch:size-5"
          />
        </label>
      </td>
      <td className={cx(CELL, 'lg:w-full')}>
        <p className={cx('[overflow-wrap:anywhere]', item.done ? 'text-muted line-through' : 'font-semibold')}>
          {text}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1 text-muted">
          {row.text !== '' && <Badge>{kinds(actionKind(row.kind))}</Badge>}
          <RelativeTime at={row.openedAt} />
          {row.verifiable && !item.done && <span>{t('verified')}</span>}
        </p>
        {row.verifiable && !item.done && editable && (
          <Button look="ghost" busy={item.busy} onClick={item.check} aria-label={t('checkOf', { text })}>
            {t('check')}
          </Button>
        )}
      </td>
      <td className={cx(CELL, 'max-lg:flex max-lg:min-w-0 max-lg:items-center max-lg:gap-2')}>
        <Link
          href={`/incidents/${row.incident.id}`}
          className="tabular inline-flex whitespace-nowrap shrink-0 items-center text-accent underline touch:min-h-11 touch:min-w-11"
        >
          INC-{row.incident.number}
        </Link>
        {row.service && (
          <span className="min-w-0 text-muted [overflow-wrap:anywhere] lg:block lg:max-w-48 lg:truncate">
            {row.service.name}
          </span>
        )}
      </td>
      <td className={CELL}>
        <PhoneLabel>{t('owner')}</PhoneLabel>
        <Owner {...{ text, people, me, editable }} owner={item.owner} onChange={item.setOwner} />
      </td>
      <td className={CELL}>
        <PhoneLabel>{t('due')}</PhoneLabel>
        <span className="flex items-center gap-2">
          <span className="w-40 shrink-0">
            <input
              type="date"
              value={dayOf(item.dueAt)}
              disabled={!editable}
              onChange={(event) => item.setDue(dueOn(event.target.value))}
              aria-label={t('dueOf', { text })}
              className={cx(CONTROL, 'tabular')}
            />
          </span>
          {/* Its place is kept where nothing is late, so that the dates stand in one column. */}
          <span className="min-w-18 shrink-0">{late && <Badge tone="danger">{t('late')}</Badge>}</span>
        </span>
      </td>
    </tr>
  );
}

/** What a heading says where there is room for columns; the fields have names of their own. */
const PhoneLabel = ({ children }: { children: ReactNode }) => (
  <span aria-hidden className="block text-muted text-xs lg:hidden">
    {children}
  </span>
);

function Owner({
  text,
  owner,
  people,
  me,
  editable,
  onChange,
}: Omit<FollowUpContext, 'now'> & {
  /** What there is to do. */
  text: string;
  owner: FollowUpRow['owner'];
  onChange: (owner: FollowUpRow['owner']) => void;
}) {
  const t = useTranslations('followups');
  const known = owner && !people.some(({ id }) => id === owner.id) ? [owner, ...people] : people;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-2 lg:w-56 lg:flex-col lg:items-stretch">
      <SelectControl
        value={owner?.id ?? ''}
        disabled={!editable}
        onChange={(event) => onChange(known.find(({ id }) => id === event.target.value) ?? null)}
        aria-label={t('assign', { text })}
        className="min-w-0 max-lg:flex-1"
      >
        <option value="">{t('nobody')}</option>
        {known.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectControl>
      {editable && owner === null && (
        <Button className="shrink-0" onClick={() => onChange(me)}>
          {t('take')}
        </Button>
      )}
    </span>
  );
}
