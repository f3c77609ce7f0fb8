'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { MessageKind } from '@/lib/domain/words';
import { useMay } from '../use-may';
import { SendMessage } from './send-message';

/** A message to send on its own: the primary action, unless it is an update. Nothing for whoever may only look. */
export function Messages({ send }: { send: MessageKind }) {
  const words = useTranslations('words.message');
  const { visible } = useMay()('message.send', { kind: send });
  if (!visible) return null;
  return (
    <Card title={words(send)}>
      <SendMessage kind={send} primary={send !== 'update'} />
    </Card>
  );
}
