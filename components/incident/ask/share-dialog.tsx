'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';

const HOURS = [4, 24, 72, 168];

/** Makes read-only links, shows each once, and takes them back. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('room.share');
  const format = useFormatter();
  const { shares } = useIncident();
  const { busy, error, run } = useAct();
  const may = useMay()('share.create');
  const [hours, setHours] = useState(24);
  const [url, setUrl] = useState<string | null>(null);
  const create = async () => {
    const made = await run((actions, id) => actions.createShare(id, { hours }));
    if (made) setUrl(made.url);
  };
  const live = shares.filter((share) => !share.revoked);
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} description={t('text')}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-end gap-2">
          <Select label={t('for')} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {HOURS.map((value) => (
              <option key={value} value={value}>
                {t('hours', { hours: value })}
              </option>
            ))}
          </Select>
          <Button look="primary" busy={busy} reason={may.reason} onClick={() => void create()}>
            {t('create')}
          </Button>
        </div>
        {url && (
          <Notice tone="ok" title={t('once')}>
            <div className="flex items-center gap-2">
              <code className="min-w-0 flex-1 [overflow-wrap:anywhere]">{url}</code>
              <CopyButton text={url} />
            </div>
          </Notice>
        )}
        {error && <Notice tone="danger">{error}</Notice>}
        {live.length > 0 && (
          <ul className="divide-y border-t text-sm">
            {live.map((share) => (
              <li key={share.id} className="flex min-h-11 items-center justify-between gap-3">
                <span className="tabular">
                  {t('until', {
                    when: format.dateTime(new Date(share.expiresAt), { dateStyle: 'medium', timeStyle: 'short' }),
                  })}
                </span>
                <Button look="ghost" onClick={() => void run((actions, id) => actions.revokeShare(id, share.id))}>
                  {t('revoke')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
