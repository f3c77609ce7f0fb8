'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DiffView } from '@/components/ui/diff-view';
import { Notice } from '@/components/ui/notice';
import type { EditorDraft, FormObject, SaveAnswer } from '@/lib/domain/form';
import type { EditorState } from './use-editor';

interface Props {
  state: EditorState;
  onGoOn: (from: EditorDraft, service: FormObject, is: EditorState) => void;
}

/** What became of the last save, and what can be done about it. */
export function SaveOutcome({ state, onGoOn }: Props) {
  const t = useTranslations('editor');
  if ('outcome' in state) {
    if (state.outcome === 'conflict') return <Conflict answer={state} onGoOn={onGoOn} />;
    if (state.outcome === 'busy') return <Told tone="warn">{t('busy')}</Told>;
    if (state.outcome === 'saved') return <Told tone="ok">{t(state.changes.length > 0 ? 'saved' : 'savedSame')}</Told>;
    return (
      <Told tone="danger">
        <p>{t('invalid', { count: state.problems.length })}</p>
        <ul>
          {state.problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      </Told>
    );
  }
  if (state.kind === 'merged') return <Told tone="accent">{t('conflict.merged')}</Told>;
  return state.kind === 'failed' ? <Told tone="danger">{t('failed', { code: state.code })}</Told> : null;
}

function Told({ tone, children }: { tone: 'ok' | 'warn' | 'danger' | 'accent'; children: React.ReactNode }) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'}>
      <Notice tone={tone}>{children}</Notice>
    </div>
  );
}

function Conflict({
  answer,
  onGoOn,
}: {
  answer: Extract<SaveAnswer, { outcome: 'conflict' }>;
  onGoOn: Props['onGoOn'];
}) {
  const t = useTranslations('editor');
  const { by, theirs, merged, diff, changes } = answer;
  return (
    <div role="alert" className="grid min-w-0 gap-3">
      <Notice
        tone="warn"
        title={t('conflict.title', { by })}
        actions={
          <>
            <Button look="primary" onClick={() => onGoOn(theirs, merged, { kind: 'merged' })}>
              {t('conflict.merge')}
            </Button>
            <Button onClick={() => onGoOn(theirs, theirs.service, { kind: 'editing' })}>{t('conflict.drop')}</Button>
          </>
        }
      >
        <p>{t('conflict.text')}</p>
        <ul className="list-disc pl-4">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      </Notice>
      <DiffView diff={diff} label={t('conflict.diff')} />
    </div>
  );
}
