'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { formatDuration } from '@/components/ui/clock';
import { Notice } from '@/components/ui/notice';
import { Status } from '@/components/ui/status';
import { TimeOfDay } from '@/components/ui/time';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useNowMs } from '../live/clock';
import { useIncident } from '../room-context';
import { useMay } from '../use-may';
import { type Asking, askingOf } from './objection';
import type { Start } from './use-start';

/** The team's chance to object, in the place of the start that it holds back; seen by all who look. */
export function ObjectionBar({ start, children }: { start: Start; children: ReactNode }) {
  const t = useTranslations('room.objection');
  const asking = askingOf(useIncident(), useNowMs());
  switch (asking.kind) {
    case 'open':
      return (
        <Bar>
          <Countdown asking={asking} />
          <div className="no-print flex flex-wrap items-center gap-2">
            <RaiseObjection />
            <StartNow start={start} label={t('startNow')} />
          </div>
        </Bar>
      );
    case 'starting':
      return (
        <Bar>
          <Status tone="running" icon="running">
            {t('starting')}
          </Status>
        </Bar>
      );
    case 'raised':
      return (
        <Bar>
          <Notice tone="danger" title={t('raised', { name: asking.raised.by })}>
            <p>{asking.raised.reason}</p>
            <p className="text-muted">{t('settle')}</p>
          </Notice>
          <StartNow start={start} label={t('startAnyway')} />
        </Bar>
      );
    default:
      return children;
  }
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 grid gap-3 rounded-t border bg-raised px-4 py-3 shadow max-sm:-mx-3 max-sm:rounded-none max-sm:border-x-0">
      {children}
    </div>
  );
}

function Countdown({ asking }: { asking: Extract<Asking, { kind: 'open' }> }) {
  const t = useTranslations('room.objection');
  const { objection, leftMs, totalMs } = asking;
  return (
    <div className="grid gap-2">
      <p role="status" className="sr-only">
        {t('announced', { seconds: Math.round(totalMs / 1_000), name: objection.openedBy.name })}
      </p>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{t('open')}</span>
        <span role="timer" aria-label={t('left')} className="tabular font-semibold text-lg text-running">
          {formatDuration(leftMs)}
        </span>
      </p>
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
        <div
          className="h-full bg-running transition-[width] duration-1000 ease-linear"
          style={{ width: `${Math.max(0, (leftMs / totalMs) * 100)}%` }}
        />
      </div>
      <p className="text-muted text-sm">
        {t('by', { name: objection.openedBy.name })} <TimeOfDay at={objection.openedAt} />
      </p>
    </div>
  );
}

/** Anybody of the team may stop the start, with a reason. */
function RaiseObjection() {
  const t = useTranslations('room.objection');
  const ask = useAsk();
  const { command } = useCommand();
  const hash = useIncident().plan?.hash ?? '';
  const may = useMay()('objection.raise', { hash });
  if (!may.visible) return null;
  return (
    <Button
      look="danger"
      data-primary
      reason={may.reason}
      onClick={() =>
        ask({
          kind: 'reason',
          title: t('raise'),
          text: t('raiseText'),
          confirm: t('raiseConfirm'),
          danger: true,
          reason: { label: t('why'), required: true },
          onConfirm: ({ reason }) => command({ type: 'objection.raise', hash, reason }),
        })
      }
    >
      {t('raise')}…
    </Button>
  );
}

/** The commander does not wait: on record, with the reason. */
function StartNow({ start, label }: { start: Start; label: string }) {
  const t = useTranslations('room.objection');
  const glass = useTranslations('room.start');
  const ask = useAsk();
  const may = useMay()('send_and_start');
  if (!may.visible) return null;
  return (
    <Button
      className="justify-self-start"
      reason={may.reason}
      onClick={() =>
        ask({
          kind: 'reason',
          title: label,
          text: glass('glass'),
          confirm: label,
          danger: true,
          reason: { label: t('why'), required: true },
          onConfirm: ({ reason }) => start.startNow(reason),
        })
      }
    >
      {label}…
    </Button>
  );
}
