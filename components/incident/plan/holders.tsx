'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
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
  const { room, source } = useRoomContext();
  const client = useQueryClient();
  useEffect(() => {
    if (refused) void client.refetchQueries({ queryKey: ['room', source.key] });
  }, [refused, client, source.key]);
  return room.holders
    .filter((holder) => holder.incidentId !== room.state.incidentId)
    .map((holder) => <Holder key={holder.resourceKey} holder={holder} />);
}

function Holder({ holder }: { holder: LockHolder }) {
  const t = useTranslations('room.holders');
  const { plan } = useRoomContext().room.state;
  const step = plan?.steps.find(({ resourceKey }) => resourceKey === holder.resourceKey);
  const number = holder.incidentNumber;
  return (
    <Notice
      tone="warn"
      title={t('title', { number, resource: step?.componentName ?? holder.resourceKey })}
      actions={
        <>
          <a
            className="inline-flex min-h-9 items-center underline underline-offset-2 touch:min-h-11"
            href={`/incidents/${holder.incidentId}`}
          >
            {t('open', { number })}
          </a>
          <TakeOver holder={holder} />
        </>
      }
    >
      {t('text')}
    </Notice>
  );
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
