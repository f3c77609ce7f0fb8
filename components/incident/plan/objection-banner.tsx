'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { formatDuration } from '@/components/ui/clock';
import { Notice } from '@/components/ui/notice';
import { Status } from '@/components/ui/status';
import { TimeOfDay } from '@/components/ui/time';
import { ActionBar } from '../action-bar';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useNowMs } from '../live/clock';
import { useIncident } from '../room-context';
import { useMay } from '../use-may';
import { type Asking, askingOf } from './objection';
import type { Start } from './use-start';

/** The team's chance to object, above the plan that it is about; seen by all who look. */
export function ObjectionBanner({ start }: { start: Start }) {
  const t = useTranslations('room.objection');
  const asking = askingOf(useIncident(), useNowMs());
  switch (asking.kind) {
    case 'open':
      return (
        <Banner>
          <Countdown asking={asking} />
          <ActionBar primary={<RaiseObjection />}>
            <StartNow start={start} label={t('startNow')} hidden={NOT_THEIRS} />
          </ActionBar>
        </Banner>
      );
    case 'starting':
      return (
        <Banner>
          <Status tone="running" icon="running" className="font-semibold text-lg">
            {t('starting')}
          </Status>
        </Banner>
      );
    case 'raised':
      return (
        <Banner>
          <Notice tone="danger" title={t('raised', { name: asking.raised.by })}>
            <p>{asking.raised.reason}</p>
            <p className="text-muted">{t('settle')}</p>
          </Notice>
          <StartNow start={start} label={t('startAnyway')} />
        </Banner>
      );
    default:
      return null;
  }
}

/** Whose business it is not to start is not shown the button at this moment. */
const NOT_THEIRS: ReadonlySet<string> = new Set(['not_commander', 'not_allowed']);
const HELD_BACK: ReadonlySet<string> = new Set(['open', 'starting', 'raised']);

/** The start, while nobody is asked about it. */
export function UnlessAsked({ children }: { children: ReactNode }) {
  return HELD_BACK.has(askingOf(useIncident(), useNowMs()).kind) ? null : children;
}

function Banner({ children }: { children: ReactNode }) {
  return (
    <div className="z-10 grid gap-3 rounded border-2 border-running bg-raised px-4 py-3 shadow sm:sticky sm:top-24 lg:top-0">
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
      <p className="flex flex-wrap items-center justify-between gap-x-4">
        <span className="font-semibold text-lg">{t('open')}</span>
        <span role="timer" aria-label={t('left')} className="tabular font-semibold text-4xl text-running">
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
function StartNow({ start, label, hidden }: { start: Start; label: string; hidden?: ReadonlySet<string> }) {
  const t = useTranslations('room.objection');
  const glass = useTranslations('room.start');
  const ask = useAsk();
  const may = useMay()('send_and_start');
  if (!may.visible || (may.code !== null && hidden?.has(may.code))) return null;
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
