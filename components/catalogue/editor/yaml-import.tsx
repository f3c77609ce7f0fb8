'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { importYaml } from '@/app/catalogue/actions';
import { Button } from '@/components/ui/button';
import { DiffView } from '@/components/ui/diff-view';
import { Disclosure } from '@/components/ui/disclosure';
import { Field, TextArea } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import type { YamlAnswer } from '@/lib/domain/form';

type Step = { kind: 'none' } | { kind: 'failed'; code: string } | { kind: 'shown' | 'made'; answer: YamlAnswer };

/** Services as code from a file or by hand: first what it would change, then the change. */
export function YamlImport() {
  const t = useTranslations('editor');
  const [text, setText] = useState('');
  const [step, setStep] = useState<Step>({ kind: 'none' });
  const [busy, start] = useTransition();
  const write = (next: string) => {
    setText(next);
    setStep({ kind: 'none' });
  };
  const ask = (dryRun: boolean) =>
    start(async () => {
      const answer = await importYaml(text, dryRun);
      if (!answer.ok) setStep({ kind: 'failed', code: answer.error.message ?? answer.error.code });
      else setStep({ kind: dryRun ? 'shown' : 'made', answer: answer.data });
    });
  const ready = step.kind === 'shown' && step.answer.outcome === 'read' ? step.answer.changes.length : 0;
  return (
    <div className="grid min-w-0 gap-4">
      <Field label={t('importFile')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".yaml,.yml,application/yaml,text/yaml"
            className="w-full min-w-0 text-sm file:mr-3 file:min-h-9 file:cursor-pointer file:rounded file:border file:border-edge/60 file:bg-raised file:px-3 file:text-text hover:file:bg-sunken touch:file:min-h-11"
            onChange={({ target }) => void target.files?.[0]?.text().then(write)}
          />
        )}
      </Field>
      <TextArea
        label={t('importText')}
        rows={14}
        className="[&_textarea]:font-mono [&_textarea]:text-[0.8125rem]"
        value={text}
        spellCheck={false}
        onChange={(event) => write(event.target.value)}
      />
      <div role="status" className="grid min-w-0 gap-3">
        <Outcome step={step} />
      </div>
      <div className="flex flex-wrap gap-2">
        {ready > 0 ? (
          <Button look="primary" busy={busy} onClick={() => ask(false)}>
            {t('importGo', { count: ready })}
          </Button>
        ) : (
          <Button look="primary" busy={busy} disabled={text.trim() === ''} onClick={() => ask(true)}>
            {t('importCheck')}
          </Button>
        )}
        <LinkButton href="/services">{t('cancel')}</LinkButton>
      </div>
    </div>
  );
}

function Outcome({ step }: { step: Step }) {
  const t = useTranslations('editor');
  if (step.kind === 'none') return null;
  if (step.kind === 'failed') return <Notice tone="danger">{t('failed', { code: step.code })}</Notice>;
  const { answer } = step;
  if (answer.outcome === 'busy')
    return <Notice tone="warn">{t('importBusy', { services: answer.services.join(', ') })}</Notice>;
  if (answer.outcome === 'open')
    return <Notice tone="warn">{t('importOpen', { services: answer.services.join(', ') })}</Notice>;
  if (answer.outcome === 'mistakes')
    return (
      <Notice tone="danger" title={t('importMistakes', { count: answer.mistakes.length })}>
        <Lines lines={answer.mistakes} />
      </Notice>
    );
  if (answer.changes.length === 0) return <Notice tone="ok">{t('importSame')}</Notice>;
  if (step.kind === 'made') return <Notice tone="ok">{t('importDone', { count: answer.changes.length })}</Notice>;
  return (
    <>
      <Notice tone="accent" title={t('importChanges')}>
        <Lines lines={answer.changes} />
      </Notice>
      <Disclosure summary={t('importDiff')}>
        <DiffView diff={answer.diff} label={t('importDiff')} />
      </Disclosure>
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="list-disc pl-4">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
