'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ComponentSelect } from '../evaluation/component-select';
import { RevisionTable } from '../evaluation/revision-table';
import { useCurrentTarget } from '../evaluation/use-target';
import { newId } from '../new-id';
import { useMay } from '../use-may';
import { useCommand } from './use-command';

/** Somebody rolled back by hand: Repli records what to, and verifies it. */
export function AdoptDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('room.adopt');
  const { target, setComponentId } = useCurrentTarget();
  const { command } = useCommand();
  const may = useMay()('run.adopt');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { chosen, componentId } = target;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || !reason.trim() || may.reason) return;
    setBusy(true);
    const { id, label, summary } = chosen;
    const revision = { id, label, summary };
    const answer = await command({ type: 'run.adopt', runId: newId(), target: { componentId, revision }, reason });
    setBusy(false);
    if (answer === true) onClose();
    else setError(answer);
  };
  return (
    <Dialog open onOpenChange={onClose} wide title={t('title')} description={t('text')}>
      <form onSubmit={submit} className="grid gap-4">
        <ComponentSelect componentId={componentId} setComponentId={setComponentId} />
        <RevisionTable target={target} />
        <TextField label={t('reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
        {error && <Notice tone="danger">{error}</Notice>}
        <Button
          type="submit"
          look="primary"
          busy={busy}
          className="justify-self-start"
          reason={may.reason ?? (chosen && reason.trim() ? null : t('incomplete'))}
        >
          {chosen ? t('confirm', { revision: chosen.label }) : t('choose')}
        </Button>
      </form>
    </Dialog>
  );
}
