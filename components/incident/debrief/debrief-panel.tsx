'use client';

import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { ActionBar } from '../action-bar';
import { Checklist } from '../checklist';
import { MessageList } from '../message/message-list';
import { Messages } from '../message/messages';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { FollowUps } from './follow-ups';

/** Say that it is over, give the rest an owner, close. One thing at a time is primary. */
export function DebriefPanel() {
  const t = useTranslations('room.debrief');
  const state = useIncident();
  const may = useMay();
  const { busy, act } = useAct();
  const close = may('incident.close');
  const ended =
    may('message.send', { kind: 'end' }).code === 'message_already_out' || state.messages.some((m) => m.kind === 'end');
  const closed = state.status === 'closed';
  return (
    <div className="grid min-w-0 gap-4">
      <Outcome />
      {!closed && (ended ? <MessageList /> : <Messages send="end" />)}
      <FollowUps />
      <Card title={t('checklist')} bodyClassName="px-4 py-1">
        <Checklist which="post" />
      </Card>
      {may('note.add').visible && !closed && (
        <div className="flex flex-wrap items-center gap-2">
          <PostMortemLink look="quiet" />
          {close.visible && (
            <ActionBar
              primary={
                ended && (
                  <Button
                    look="primary"
                    data-primary
                    busy={busy}
                    reason={close.reason}
                    onClick={() => void act({ type: 'incident.close' })}
                  >
                    {t('close')}
                  </Button>
                )
              }
            />
          )}
        </div>
      )}
    </div>
  );
}

function PostMortemLink({ look }: { look: 'primary' | 'quiet' }) {
  const t = useTranslations('room.debrief');
  const { incidentId } = useIncident();
  return (
    <LinkButton look={look} href={`/incidents/${incidentId}/post-mortem`}>
      <FileText aria-hidden className="size-4" />
      {t('postmortem')}
    </LinkButton>
  );
}

/** How it ended, and who says so when it was not measured. */
function Outcome() {
  const t = useTranslations('room.debrief');
  const words = useTranslations('words.outcome');
  const { recovery, status, outcome, decision } = useIncident();
  const { visible } = useMay()('note.add');
  if (status === 'closed' && outcome) {
    const link = visible && <PostMortemLink look="primary" />;
    return <Notice tone="ok" title={t('closed', { outcome: words(outcome) })} actions={link} />;
  }
  if (recovery?.kind === 'held') return <Notice tone="ok" title={t('held')} />;
  if (recovery)
    return (
      <Notice tone="warn" title={t('declared', { name: recovery.by })}>
        {recovery.reason}
      </Notice>
    );
  if (!decision) return null;
  return <Notice title={t(decision.decision === 'freeze' ? 'frozen' : 'stoodDown')}>{decision.reason}</Notice>;
}
