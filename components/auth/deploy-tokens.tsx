'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { createToken, revokeToken } from '@/app/account/actions';
import { useRun } from '@/components/people/use-run';
import { Button } from '@/components/ui/button';
import { CommandBlock } from '@/components/ui/command-block';
import { CopyButton } from '@/components/ui/copy-button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/time';
import type { DeployTokenView } from '@/lib/domain/views';

/** Makes tokens for pipelines, shows each once with what to send, and ends them. */
export function DeployTokens({ tokens, url }: { tokens: DeployTokenView[]; url: string }) {
  const t = useTranslations('auth.tokens');
  const { busy, error, run } = useRun();
  const [made, setMade] = useState<string | null>(null);
  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    run(
      () => createToken({ name: String(new FormData(form).get('name')) }),
      (token) => {
        setMade(token);
        form.reset();
      },
    );
  };
  return (
    <div className="grid gap-4">
      <p className="text-muted text-sm">{t('text')}</p>
      {tokens.length === 0 ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <ul className="divide-y border-y text-sm">
          {tokens.map((token) => (
            <li key={token.id} className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 py-1">
              <Token token={token} />
              <Button
                look="ghost"
                busy={busy}
                aria-label={t('revokeOf', { name: token.name })}
                onClick={() => run(() => revokeToken(token.id))}
              >
                {t('revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={create} className="flex flex-wrap items-end gap-2">
        <TextField label={t('name')} name="name" required maxLength={100} autoComplete="off" className="grow" />
        <Button type="submit" busy={busy}>
          {t('create')}
        </Button>
      </form>
      {error && <Notice tone="danger">{error}</Notice>}
      {made && <Made token={made} url={url} />}
    </div>
  );
}

function Token({ token }: { token: DeployTokenView }) {
  const t = useTranslations('auth.tokens');
  return (
    <span className="grid min-w-0">
      <span className="font-semibold [overflow-wrap:anywhere]">{token.name}</span>
      <span className="text-muted">
        {t('by', { name: token.createdBy })} ·{' '}
        {token.usedAt ? (
          <>
            {t('used')} <RelativeTime at={token.usedAt} />
          </>
        ) : (
          t('never')
        )}
      </span>
    </span>
  );
}

function Made({ token, url }: { token: string; url: string }) {
  const t = useTranslations('auth.tokens');
  const body = `{"service":"shop","component":"web","commit":"'"$(git rev-parse HEAD)"'","by":"CI"}`;
  const command = `curl -fsS ${url}/api/v1/deployments -H "Authorization: Bearer $REPLI_DEPLOY_TOKEN" -d '${body}'`;
  return (
    <Notice tone="ok" title={t('once')}>
      <div className="grid min-w-0 gap-3">
        <div className="flex min-w-0 items-center gap-2">
          <code className="min-w-0 flex-1 [overflow-wrap:anywhere]">{token}</code>
          <CopyButton text={token} />
        </div>
        <CommandBlock commands={[command]} label={t('command')} />
      </div>
    </Notice>
  );
}
