'use client';

import { endOwnSession } from '@/app/account/actions';
import { SessionList } from '@/components/people/session-list';
import { useRun } from '@/components/people/use-run';
import { Notice } from '@/components/ui/notice';
import type { SessionView } from '@/lib/domain/views';

/** Where one is signed in oneself. */
export function OwnSessions({ sessions, current }: { sessions: SessionView[]; current: string }) {
  const { busy, error, run } = useRun();
  return (
    <>
      <SessionList sessions={sessions} current={current} busy={busy} onEnd={(id) => run(() => endOwnSession(id))} />
      {error && <Notice tone="danger">{error}</Notice>}
    </>
  );
}
