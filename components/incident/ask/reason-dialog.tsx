'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Select, TextArea, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { ReasonQuestion } from './ask-context';

/** Asks for a reason, and a choice where there is one. Enter confirms from a one-line field. */
export function ReasonDialog({ question, onClose }: { question: ReasonQuestion; onClose: () => void }) {
  const common = useTranslations('common');
  const t = useTranslations('room.ask');
  const [reason, setReason] = useState('');
  const [choice, setChoice] = useState(question.choice?.initial ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const missing = question.reason?.required === true && reason.trim() === '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (missing || busy) return;
    setBusy(true);
    const answer = await question.onConfirm({ reason: reason.trim(), choice });
    if (answer === true) onClose();
    else {
      setBusy(false);
      setError(answer);
    }
  };

  const Typed = question.reason?.multiline ? TextArea : TextField;
  return (
    <Dialog open onOpenChange={onClose} title={question.title} description={question.text}>
      <form onSubmit={submit} className="grid gap-4">
        {question.choice && (
          <Select label={question.choice.label} value={choice} onChange={(event) => setChoice(event.target.value)}>
            {question.choice.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
        {question.reason && (
          <Typed
            label={question.reason.label}
            value={reason}
            maxLength={2_000}
            onChange={(event: { target: { value: string } }) => setReason(event.target.value)}
          />
        )}
        {error && <Notice tone="danger">{error}</Notice>}
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            look={question.danger ? 'danger' : 'primary'}
            busy={busy}
            reason={missing ? t('sayWhy') : null}
          >
            {question.confirm}
          </Button>
          <Button onClick={onClose}>{common('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
