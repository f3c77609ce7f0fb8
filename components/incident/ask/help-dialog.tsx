'use client';

import { ExternalLink, Mail, Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from '@/components/ui/dialog';
import { useRoomContext } from '../room-context';

const LINK = 'flex min-h-9 items-center gap-2 text-accent underline underline-offset-2 touch:min-h-11';

/** Whom to call and which dashboards to open. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('room.help');
  const { help } = useRoomContext();
  return (
    <Dialog open onOpenChange={onClose} title={t('title')}>
      <div className="grid gap-4 text-sm">
        {help.contacts.length === 0 && help.links.length === 0 && <p className="text-muted">{t('empty')}</p>}
        {help.contacts.length > 0 && (
          <ul className="divide-y">
            {help.contacts.map(({ role, name, phone, email }) => (
              <li key={`${role} ${name}`} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
                <span>
                  <span className="font-semibold">{name}</span> <span className="text-muted">{role}</span>
                </span>
                <span className="flex flex-wrap gap-x-4">
                  {phone && (
                    <a className={LINK} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
                      <Phone aria-hidden className="size-4" />
                      {phone}
                    </a>
                  )}
                  {email && (
                    <a className={LINK} href={`mailto:${email}`}>
                      <Mail aria-hidden className="size-4" />
                      {email}
                    </a>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
        {help.links.length > 0 && (
          <ul>
            {help.links.map(({ label, url }) => (
              <li key={url}>
                <a className={LINK} href={url} target="_blank" rel="noreferrer">
                  <ExternalLink aria-hidden className="size-4" />
                  {label}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
