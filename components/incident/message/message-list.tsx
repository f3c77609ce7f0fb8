'use client';

import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { Status, type StatusIcon, type Tone } from '@/components/ui/status';
import { TimeOfDay } from '@/components/ui/time';
import type { MessageState } from '@/lib/domain/state';
import { useIncident } from '../room-context';

const LOOK: Record<MessageState['deliveries'][number]['status'], { tone: Tone; icon: StatusIcon }> = {
  queued: { tone: 'running', icon: 'waiting' },
  delivered: { tone: 'ok', icon: 'ok' },
  failed: { tone: 'danger', icon: 'fail' },
};

/** What went out, where, and whether it arrived. */
export function MessageList() {
  const t = useTranslations('room.message');
  const words = useTranslations('words');
  const { messages } = useIncident();
  if (messages.length === 0) return <p className="text-muted text-sm">{t('none')}</p>;
  return (
    <ul className="divide-y rounded border bg-raised px-4">
      {messages.map((message) => (
        <li key={message.id} className="grid gap-1 py-2 text-sm">
          <p>
            <span className="font-semibold">{words(`message.${message.kind}`)}</span>
            <span className="text-muted">
              {' '}
              · {words(`locale.${message.locale}`)} · {message.by} · <TimeOfDay at={message.at} />
            </span>
          </p>
          {message.where && <p className="text-muted">{t('byHand', { where: message.where })}</p>}
          <ul className="grid gap-1">
            {message.deliveries.map((delivery) => (
              <li key={delivery.channelId} className="flex flex-wrap gap-x-3 [overflow-wrap:anywhere]">
                <Status {...LOOK[delivery.status]}>{t(delivery.status)}</Status>
                <span>{delivery.label}</span>
                <span className="text-muted">{delivery.detail}</span>
              </li>
            ))}
          </ul>
          <Disclosure summary={t('text')}>
            <p lang={message.locale} className="whitespace-pre-line [overflow-wrap:anywhere]">
              {message.body}
            </p>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
