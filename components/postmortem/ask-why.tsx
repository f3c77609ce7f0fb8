'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';

interface Props {
  title: string;
  text: string;
  busy: boolean;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

/** Asks for the reason that goes on record. */
export function AskWhy({ title, text, busy, onClose, onConfirm }: Props) {
  const common = useTranslations('common');
  const t = useTranslations('postmortem_page.review');
  const [reason, setReason] = useState('');
  const missing = reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!missing && !busy) onConfirm(reason.trim());
  };
  return (
    <Dialog open onOpenChange={onClose} title={title} description={text}>
      <form onSubmit={submit} className="grid gap-4">
        <TextArea
          label={t('why')}
          value={reason}
          maxLength={2_000}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look="primary" busy={busy} disabled={missing}>
            {title}
          </Button>
          <Button onClick={onClose}>{common('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
