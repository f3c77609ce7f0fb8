'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { tryOut } from '@/app/catalogue/actions';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { FieldProblem, FormObject, TryResult } from '@/lib/domain/form';

type Outcome =
  | { kind: 'tried'; result: TryResult }
  | { kind: 'invalid'; problems: FieldProblem[] }
  | { kind: 'failed'; code: string };

interface Props {
  part: 'component' | 'check' | 'channel';
  kind: string;
  config: FormObject;
}

/** Tries what is written here, saved or not, and shows what was asked and what came back. */
export function TryButton({ part, kind, config }: Props) {
  const t = useTranslations('editor');
  const [busy, start] = useTransition();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const run = () =>
    start(async () => {
      const answer = await tryOut(part, kind, config);
      if (!answer.ok) setOutcome({ kind: 'failed', code: answer.error.message ?? answer.error.code });
      else if (answer.data.ok) setOutcome({ kind: 'tried', result: answer.data.result });
      else setOutcome({ kind: 'invalid', problems: answer.data.problems });
    });
  return (
    <div className="grid min-w-0 gap-3">
      <Button className="justify-self-start" busy={busy} onClick={run}>
        {t(part === 'channel' ? 'try.send' : 'try.now')}
      </Button>
      <div role="status" className="grid min-w-0 gap-2">
        {outcome && !busy && <Shown outcome={outcome} />}
      </div>
    </div>
  );
}

function Shown({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('editor');
  if (outcome.kind === 'failed') return <Notice tone="danger">{t('failed', { code: outcome.code })}</Notice>;
  if (outcome.kind === 'invalid')
    return (
      <Notice tone="warn" title={t('try.wrong')}>
        <ul>
          {outcome.problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path && <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      </Notice>
    );
  const { asked, lines, durationMs } = outcome.result;
  return (
    <>
      {asked && (
        <p className="text-sm [overflow-wrap:anywhere]">
          <span className="text-muted">{t('try.asked')}:</span> <code>{asked}</code>
        </p>
      )}
      <p className="text-muted text-sm">
        {t('try.answer')} {t('try.took', { time: durationMs })}
      </p>
      {lines.map(({ tone, text }) => (
        <Notice key={text} tone={tone}>
          {text}
        </Notice>
      ))}
    </>
  );
}
