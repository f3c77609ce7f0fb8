'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { endSessionOf, resetPerson, setAccess, setRole } from '@/app/people/actions';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Badge } from '@/components/ui/status';
import type { AccountView } from '@/lib/domain/views';
import { OneTimeLink } from './one-time-link';
import { isRoleName, RoleOptions } from './role-options';
import { SessionList } from './session-list';
import { useRun } from './use-run';

/** One account: its role, how its person signs in, where they are signed in, and what can be done about it. */
export function PersonItem({
  person,
  me,
  origin,
  thisSession,
}: {
  person: AccountView;
  me: boolean;
  origin: string;
  thisSession: string;
}) {
  const t = useTranslations('people');
  const { busy, error, run } = useRun();
  const [link, setLink] = useState<string | null>(null);
  const { id, name, disabled } = person;
  const change = (role: string) => isRoleName(role) && run(() => setRole({ userId: id, role }));
  return (
    <li className="grid min-w-0 gap-2 px-4 py-3">
      <div className="flex min-w-0 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Who person={person} me={me} />
        <Select
          label={t('roleOf', { name })}
          quietLabel
          value={person.role}
          disabled={busy}
          onChange={(event) => change(event.target.value)}
          className="w-full sm:w-80"
        >
          <RoleOptions />
        </Select>
      </div>
      <div className="flex flex-wrap gap-2">
        {!disabled && (
          <Button
            busy={busy}
            aria-label={t('resetOf', { name })}
            onClick={() =>
              run(
                () => resetPerson(id),
                ({ path }) => setLink(`${origin}${path}`),
              )
            }
          >
            {t('reset')}
          </Button>
        )}
        {!me && (
          <Button
            busy={busy}
            className={disabled ? '' : 'text-danger!'}
            aria-label={t(disabled ? 'enableOf' : 'disableOf', { name })}
            onClick={() => run(() => setAccess(id, disabled))}
          >
            {t(disabled ? 'enable' : 'disable')}
          </Button>
        )}
      </div>
      {error && <Notice tone="danger">{error}</Notice>}
      {link && <OneTimeLink url={link} text={t('linkFor', { name })} />}
      {person.sessions.length > 0 && (
        <Disclosure summary={t('sessions', { count: person.sessions.length })}>
          <SessionList
            sessions={person.sessions}
            current={thisSession}
            busy={busy}
            onEnd={(sessionId) => run(() => endSessionOf(sessionId))}
          />
        </Disclosure>
      )}
    </li>
  );
}

function Who({ person, me }: { person: AccountView; me: boolean }) {
  const t = useTranslations('people');
  const ways = person.signsInBy.map((way) =>
    way === 'password' ? t('byPassword') : way === 'oidc' ? t('byOidc') : 'GitHub',
  );
  return (
    <div className="min-w-0">
      <p className="flex min-w-0 flex-wrap items-center gap-2">
        <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">{person.name}</span>
        {me && <Badge>{t('you')}</Badge>}
        {person.disabled && <Badge tone="danger">{t('disabled')}</Badge>}
      </p>
      <p className="text-muted text-sm [overflow-wrap:anywhere]">
        {person.email} · {ways.length > 0 ? t('ways', { ways: ways.join(', ') }) : t('byLink')}
      </p>
    </div>
  );
}
