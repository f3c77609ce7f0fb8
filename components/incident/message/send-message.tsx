'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { MessageKind } from '@/lib/domain/words';
import { ActionBar } from '../action-bar';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { newId } from '../new-id';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { MessageEditor } from './message-editor';
import { useMessage } from './use-message';

/** A message on its own: edit, then send on the channels, or say where it was sent by hand. */
export function SendMessage({ kind, primary }: { kind: MessageKind; primary: boolean }) {
  const t = useTranslations('room.message');
  const words = useTranslations('words.message');
  const draft = useMessage(kind);
  const may = useMay();
  const { busy, act } = useAct();
  const { locale, body } = draft;
  const send = may('message.send', { kind });
  const mark = useMarkSent(kind, { locale, body });
  if (!send.visible) return null;
  const button = (
    <Button
      look={primary ? 'primary' : 'quiet'}
      data-primary={primary || undefined}
      busy={busy}
      reason={send.reason ?? (body.trim() ? null : t('empty'))}
      onClick={() => void act({ type: 'message.send', messageId: newId(), kind, locale, body })}
    >
      {t(`send.${kind}`)}
    </Button>
  );
  return (
    <div className="grid gap-3">
      <MessageEditor draft={draft} label={words(kind)} />
      <ActionBar primary={primary && button}>
        {!primary && button}
        <Button onClick={mark}>{t('mark')}</Button>
      </ActionBar>
    </div>
  );
}

/** Opens the question where a message was sent by hand, and records it. */
export function useMarkSent(kind: MessageKind, message: { locale: 'en' | 'fr'; body: string }): () => void {
  const t = useTranslations('room.message');
  const ask = useAsk();
  const { command } = useCommand();
  return () =>
    ask({
      kind: 'reason',
      title: t('markTitle'),
      text: t('markText'),
      confirm: t('markConfirm'),
      reason: { label: t('where'), required: true },
      onConfirm: ({ reason: where }) =>
        command({ type: 'message.mark_sent', messageId: newId(), kind, ...message, where }),
    });
}
