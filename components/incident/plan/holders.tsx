'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Fragment, useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { LockHolder } from '@/lib/domain/facts';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useRoomContext } from '../room-context';
import { useMay } from '../use-may';
import { useSentence } from '../use-sentence';

/**
 * Another incident's run holds what this plan wants (rule 6): wait, or take over when it is stuck. `refused`: the
 * server just said so, and this room may not know who it is yet.
 */
export function Holders({ refused }: { refused: boolean }) {
  const { source } = useRoomContext();
  const client = useQueryClient();
  useEffect(() => {
    if (refused) void client.refetchQueries({ queryKey: ['room', source.key] });
  }, [refused, client, source.key]);
  return useOthers().map((holder) => <Holder key={holder.resourceKey} holder={holder} />);
}

function Holder({ holder }: { holder: LockHolder }) {
  const t = useTranslations('room.holders');
  const { plan } = useRoomContext().room.state;
  const step = plan?.steps.find(({ resourceKey }) => resourceKey === holder.resourceKey);
  const { visible } = useMay()('send_and_start');
  const number = holder.incidentNumber;
  return (
    <Notice
      tone="warn"
      title={t('title', { number, resource: step?.componentName ?? holder.resourceKey })}
      // Whoever may start has them in the bar with the start.
      actions={!visible && <OpenHolder holder={holder} />}
    >
      {t('text')}
    </Notice>
  );
}

function OpenHolder({ holder }: { holder: LockHolder }) {
  const t = useTranslations('room.holders');
  return (
    <a
      className="inline-flex min-h-9 items-center underline underline-offset-2 touch:min-h-11"
      href={`/incidents/${holder.incidentId}`}
    >
      {t('open', { number: holder.incidentNumber })}
    </a>
  );
}

/** The incidents that hold what this plan wants, to open, and what can be done about their runs. */
export function HolderActions() {
  const others = useOthers();
  const runs = others.filter(({ runId }, index) => others.findIndex((other) => other.runId === runId) === index);
  return runs.map((holder) => (
    <Fragment key={holder.runId}>
      <OpenHolder holder={holder} />
      <TakeOver holder={holder} />
    </Fragment>
  ));
}

function useOthers(): LockHolder[] {
  const { holders, state } = useRoomContext().room;
  return holders.filter((holder) => holder.incidentId !== state.incidentId);
}

/** Ends the other run where it stands; whether that one is paused or stuck is for the server to say. */
function TakeOver({ holder }: { holder: LockHolder }) {
  const t = useTranslations('room.holders');
  const ask = useAsk();
  const sentence = useSentence();
  const { call } = useCommand();
  const { room, connected } = useRoomContext();
  const { class: incidentClass, commander } = room.state;
  const { userId, can } = room.viewer;
  if (!useMay()('send_and_start').visible) return null;
  const commands = commander.id === userId || can.includes('text:redact');
  const reason =
    (connected ? null : sentence('offline')) ??
    (incidentClass === 'urgent' ? null : sentence('take_over_not_urgent')) ??
    (commands ? null : sentence('take_over_not_commander'));
  return (
    <Button
      reason={reason}
      onClick={() =>
        ask({
          kind: 'reason',
          title: t('takeOver'),
          text: t('effect', { number: holder.incidentNumber }),
          confirm: t('takeOver'),
          danger: true,
          reason: { label: t('why'), required: true },
          onConfirm: ({ reason: why }) =>
            call((actions, id) =>
              actions.takeOver(id, { holderIncidentId: holder.incidentId, runId: holder.runId, reason: why }),
            ),
        })
      }
    >
      {t('takeOver')}…
    </Button>
  );
}
