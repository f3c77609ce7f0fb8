'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import { savePostmortem } from '@/app/incidents/actions';
import { useFailureText } from '@/components/incidents/use-failure-text';
import { useLeaveQuestion } from '@/components/ui/use-leave-question';
import type { PostmortemText, WorkingCopy } from '@/lib/domain/views';
import { useWorkingCopy } from './use-working-copy';

/** What somebody else saved while this text was being written. */
export interface Theirs {
  body: string;
  version: number;
  by: string;
}

interface Saved {
  incidentId: string;
  text: PostmortemText;
  /** What this person was writing when they left, wherever that was. */
  copy: WorkingCopy | null;
  me: string;
}

/** The text, the version that it was written on, and what stands between it and the server. */
export function useEditor({ incidentId, text: saved, copy, me }: Saved) {
  const t = useTranslations('postmortem_page');
  const router = useRouter();
  const failureText = useFailureText();
  const { keptAt, keep, hold, drop, recall } = useWorkingCopy(incidentId);
  const [body, setBody] = useState(saved.body);
  const [base, setBase] = useState({ body: saved.body, version: saved.version, by: saved.updatedBy });
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const recalled = useRef(false);
  const dirty = body !== base.body;

  useEffect(() => {
    if (recalled.current) return;
    recalled.current = true;
    const left = recall(copy);
    if (!left || left.body === saved.body) return;
    setBody(left.body);
    setBase((now) => ({ ...now, version: left.version }));
    setRestoredAt(left.at);
  }, [recall, copy, saved.body]);

  // Within Repli the text is kept and comes back.
  useLeaveQuestion(dirty);

  const write = (text: string) => {
    setBody(text);
    keep(text, base.version);
  };

  const settle = (next: { body: string; version: number; by: string }, text = next.body) => {
    setBase(next);
    setBody(text);
    setTheirs(null);
    setFailure(null);
    setRestoredAt(null);
    if (text === next.body) drop();
    else keep(text, next.version);
  };

  const save = (version = base.version) =>
    start(async () => {
      hold();
      const sent = body;
      const result = await savePostmortem(incidentId, { body: sent, version }).catch(() => null);
      if (result?.ok) {
        settle({ body: sent, version: result.data.version, by: me });
        router.refresh();
      } else if (result?.error.code === 'edit_conflict') {
        const { params, message } = result.error;
        setTheirs({ body: message ?? '', version: Number(params?.version), by: String(params?.by) });
      } else setFailure(failureText(result?.error ?? null, t('saveFailedTry')));
    });

  return {
    body,
    base,
    dirty,
    busy,
    failure,
    restoredAt,
    keptAt,
    theirs,
    write,
    save,
    dropRestored: () => settle({ body: saved.body, version: saved.version, by: saved.updatedBy }),
    takeTheirs: () => theirs && settle(theirs),
    keepMine: () => theirs && save(theirs.version),
    append: () => theirs && settle(theirs, `${theirs.body.trimEnd()}\n\n---\n\n${body}`),
  };
}
