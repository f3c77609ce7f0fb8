'use client';

import { useTranslations } from 'next-intl';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useRoomContext } from '../room-context';

/** Opens the question with which its reader takes command. */
export function useTakeCommand(): () => void {
  const t = useTranslations('room.menu');
  const ask = useAsk();
  const { command } = useCommand();
  const { state, viewer } = useRoomContext().room;
  const me = viewer.userId ? { id: viewer.userId, name: viewer.name } : null;
  return () =>
    ask({
      kind: 'reason',
      title: t('take'),
      text: t('takeText', { name: state.commander.name }),
      confirm: t('take'),
      reason: { label: t('why'), required: false },
      onConfirm: async ({ reason }) => (me ? command({ type: 'command.hand_over', to: me, reason }) : t('nobody')),
    });
}
