'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Badge } from '@/components/ui/status';
import { RelativeTime } from '@/components/ui/time';
import type { SessionView } from '@/lib/domain/views';
import { browserOf } from './browser-of';

/** Where somebody is signed in; each session can be ended at once. */
export function SessionList({
  sessions,
  current,
  busy,
  onEnd,
}: {
  sessions: SessionView[];
  current: string;
  busy: boolean;
  onEnd: (sessionId: string) => void;
}) {
  const t = useTranslations('people');
  return (
    <ul className="divide-y text-sm">
      {sessions.map((session) => {
        const browser = browserOf(session.userAgent) ?? t('unknownBrowser');
        return (
          <li key={session.id} className="flex min-h-11 min-w-0 flex-wrap items-center justify-between gap-x-3 py-1">
            <span className="grid min-w-0">
              <span className="flex flex-wrap items-center gap-2">
                {browser}
                {session.address !== 'unknown' && <span className="text-muted">{session.address}</span>}
                {session.id === current && <Badge tone="accent">{t('thisBrowser')}</Badge>}
              </span>
              <span className="text-muted">
                {t('seen')} <RelativeTime at={session.lastSeenAt} />
              </span>
            </span>
            {session.id !== current && (
              <Button look="ghost" busy={busy} aria-label={t('endOf', { browser })} onClick={() => onEnd(session.id)}>
                {t('end')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
