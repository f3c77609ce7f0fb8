'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { CopyButton } from '@/components/ui/copy-button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { PlanState } from '@/lib/domain/state';
import { useAsk } from '../ask/ask-context';
import { useTakeCommand } from '../header/use-take-command';
import { useMarkSent } from '../message/send-message';
import type { MessageDraft } from '../message/use-message';
import { useIncident, useRoomContext } from '../room-context';
import { useFocusOnce } from '../use-focus-once';
import { useMay } from '../use-may';
import { HolderActions } from './holders';
import { ShowCaveats } from './show-caveats';
import type { Start } from './use-start';
import { useStartWords } from './use-start-words';

const LINK =
  'inline-flex min-h-9 items-center gap-2 rounded border border-edge/60 bg-raised px-3 text-sm hover:bg-sunken touch:min-h-11';

/** One acknowledgement for everything, then the press that sends the message and starts the run. */
export function StartBar({ plan, start }: { plan: PlanState; start: Start }) {
  const t = useTranslations('room.start');
  const words = useStartWords(plan, start);
  const may = useMay()('send_and_start', { glass: start.glass.broken });
  const accept = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useFocusOnce(start.mustAccept ? accept : button, may.visible);
  if (!may.visible) return null;
  // Space accepts and Enter goes on, with the focus where it is.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    start.start();
  };
  return (
    <div className="sticky bottom-0 z-10 grid gap-2 rounded-t border bg-raised px-4 py-3 shadow max-sm:-mx-3 max-sm:rounded-none max-sm:border-x-0">
      {start.error && start.error !== start.reason && (
        <Notice tone="danger" title={t('refused')}>
          {start.error}
        </Notice>
      )}
      {start.mustAccept && (
        <div className="flex flex-wrap items-center gap-x-4">
          <Checkbox
            ref={accept}
            label={t('accept')}
            checked={start.isAccepted}
            onKeyDown={onKeyDown}
            onChange={(event) => start.setAccepted(event.target.checked)}
          />
          <ShowCaveats plan={plan} />
        </div>
      )}
      {start.toName.map((step) => (
        <TextField
          key={step.id}
          label={t('name', { component: step.componentName })}
          value={start.typed[step.id] ?? ''}
          autoComplete="off"
          spellCheck={false}
          className="max-w-md"
          onChange={(event) => start.setTyped(step.id, event.target.value)}
        />
      ))}
      <Button
        ref={button}
        look="primary"
        data-primary
        busy={start.busy}
        reason={start.reason}
        className="max-sm:w-full sm:justify-self-start"
        onClick={start.start}
      >
        {words}
      </Button>
      <WaysOn start={start} code={may.code} />
    </div>
  );
}

/** What its reader can do about a start that is refused, beside the reason: never only elsewhere on the page. */
function WaysOn({ start, code }: { start: Start; code: string | null }) {
  const t = useTranslations('room.start');
  const menu = useTranslations('room.menu');
  const take = useTakeCommand();
  const { room } = useRoomContext();
  const { userId, name } = room.viewer;
  const handOver = useMay()('command.hand_over', userId ? { to: { id: userId, name } } : {});
  return (
    <div className="no-print flex flex-wrap items-center gap-2 empty:hidden">
      <HolderActions />
      {code === 'not_commander' && handOver.visible && !handOver.reason && (
        <Button onClick={take}>{menu('take')}…</Button>
      )}
      {code === 'second_person_missing' && (
        <CopyButton text={typeof window === 'undefined' ? '' : window.location.href} label={t('copyLink')} />
      )}
      {start.glass.isNeeded && <BreakGlass start={start} />}
    </div>
  );
}

/** What helps beside the start: plan B on disk, a message sent by hand, and the glass to break. */
export function StartExtras({ start, message }: { start: Start; message: MessageDraft }) {
  const t = useTranslations('room.start');
  const { incidentId } = useIncident();
  if (!useMay()('send_and_start').visible) return null;
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      <a className={LINK} href={`/api/incidents/${encodeURIComponent(incidentId)}/plan-b`} download>
        <Download aria-hidden className="size-4" />
        {t('planB')}
      </a>
      {start.noChannel && <MarkSent message={message} />}
      {!start.glass.isNeeded && <BreakGlass start={start} />}
    </div>
  );
}

function MarkSent({ message }: { message: MessageDraft }) {
  const t = useTranslations('room.message');
  const mark = useMarkSent('start', { locale: message.locale, body: message.body });
  return <Button onClick={mark}>{t('mark')}</Button>;
}

function BreakGlass({ start }: { start: Start }) {
  const t = useTranslations('room.start');
  const words = useTranslations('words.glass');
  const ask = useAsk();
  const { broken, breakable, breakRule } = start.glass;
  return (
    <>
      {broken.length > 0 && (
        <span className="text-sm text-warn">
          {t('broken', { what: broken.map((glass) => words(glass.rule)).join(', ') })}
        </span>
      )}
      {breakable.map((rule) => (
        <Button
          key={rule}
          onClick={() =>
            ask({
              kind: 'reason',
              title: words(rule),
              text: t('glass'),
              confirm: t('break'),
              danger: true,
              reason: { label: t('why'), required: true },
              onConfirm: async ({ reason }) => {
                breakRule(rule, reason);
                return true;
              },
            })
          }
        >
          {words(rule)}…
        </Button>
      ))}
    </>
  );
}
