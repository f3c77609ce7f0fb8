'use client';

import { Bell, Download, Ellipsis, Hand, Keyboard, LifeBuoy, Link2, RefreshCw, Server, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useShowKeys } from '@/components/shell/keys-provider';
import { Menu, MenuItem, MenuLink } from '@/components/ui/menu';
import { CLASSES, type IncidentClass } from '@/lib/domain/words';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useRoomContext } from '../room-context';
import { useMay } from '../use-may';
import { useTakeCommand } from './use-take-command';

const ICON = 'size-4 shrink-0 text-muted';

/** What is needed now and then: whom to call, share, plan B, command, class, a rollback done by hand. */
export function RoomMenu() {
  const t = useTranslations('room.menu');
  const { room } = useRoomContext();
  const ask = useAsk();
  const showKeys = useShowKeys();
  const may = useMay();
  const { state } = room;
  if (room.viewer.kind === 'shared') return null;
  const adopt = may('run.adopt');
  return (
    <Menu label={t('label')} trigger={<Ellipsis aria-hidden className="size-5" />}>
      <MenuItem icon={<LifeBuoy aria-hidden className={ICON} />} onSelect={() => ask({ kind: 'help' })}>
        {t('help')}
      </MenuItem>
      <MenuLink icon={<Server aria-hidden className={ICON} />} href={`/services/${state.service.slug}`}>
        {t('service', { name: state.service.name })}
      </MenuLink>
      {state.plan && (
        <MenuLink
          icon={<Download aria-hidden className={ICON} />}
          href={`/api/incidents/${state.incidentId}/plan-b`}
          download
        >
          {t('planB')}
        </MenuLink>
      )}
      {room.viewer.can.includes('share:create') && (
        <MenuItem icon={<Link2 aria-hidden className={ICON} />} onSelect={() => ask({ kind: 'share' })}>
          {t('share')}
        </MenuItem>
      )}
      <CommandItems />
      {adopt.visible && (
        <MenuItem
          icon={<Undo2 aria-hidden className={ICON} />}
          reason={adopt.reason}
          onSelect={() => ask({ kind: 'adopt' })}
        >
          {t('adopt')}
        </MenuItem>
      )}
      <MenuItem icon={<Bell aria-hidden className={ICON} />} onSelect={() => ask({ kind: 'alerts' })}>
        {t('alerts')}
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden className={ICON} />} onSelect={showKeys}>
        {t('keys')}
      </MenuItem>
    </Menu>
  );
}

/** Command passes from one person to another; the class follows what is learned. */
function CommandItems() {
  const t = useTranslations('room.menu');
  const classes = useTranslations('words.class');
  const when = useTranslations('words.classWhen');
  const common = useTranslations('common');
  const ask = useAsk();
  const may = useMay();
  const { command } = useCommand();
  const { room, people } = useRoomContext();
  const { state, viewer } = room;
  const askTake = useTakeCommand();
  const me = viewer.userId ? { id: viewer.userId, name: viewer.name } : null;
  const mine = state.commander.id === viewer.userId;
  const others = people.filter((person) => person.id !== state.commander.id);
  const handOver = may('command.hand_over', mine || !me ? {} : { to: me });
  const reclassify = may('incident.reclassify');
  if (!handOver.visible) return null;
  const why = { label: t('why'), required: false };
  const askHandOver = () =>
    ask({
      kind: 'reason',
      title: t('handOver'),
      confirm: t('handOver'),
      choice: {
        label: t('to'),
        options: others.map(({ id, name }) => ({ value: id, label: name })),
        initial: others[0]?.id ?? '',
      },
      reason: why,
      onConfirm: async ({ choice, reason }) => {
        const to = others.find(({ id }) => id === choice);
        return to ? command({ type: 'command.hand_over', to, reason }) : t('nobody');
      },
    });
  const askClass = () =>
    ask({
      kind: 'reason',
      title: t('reclassify'),
      confirm: t('reclassify'),
      choice: {
        label: t('class'),
        options: CLASSES.map((value) => ({
          value,
          label: common('labelled', { label: classes(value), value: when(value) }),
        })),
        initial: state.class,
      },
      reason: { label: t('why'), required: true },
      onConfirm: ({ choice, reason }) =>
        command({ type: 'incident.reclassify', class: choice as IncidentClass, reason }),
    });
  return (
    <>
      <MenuItem
        icon={<Hand aria-hidden className={ICON} />}
        reason={handOver.reason}
        onSelect={mine ? askHandOver : askTake}
      >
        {mine ? t('handOver') : t('take')}
      </MenuItem>
      <MenuItem icon={<RefreshCw aria-hidden className={ICON} />} reason={reclassify.reason} onSelect={askClass}>
        {t('reclassify')}
      </MenuItem>
    </>
  );
}
