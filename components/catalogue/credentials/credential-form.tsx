'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { save } from '@/app/catalogue/credentials/actions';
import { localInstant } from '@/components/catalogue/editor/value';
import { Button } from '@/components/ui/button';
import { Select, TextArea, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { CredentialRow } from '@/lib/domain/credentials';
import { useHeld } from './use-held';

type Saved = Parameters<typeof save>[0];
export interface KindFields {
  kind: Saved['kind'];
  fields: readonly string[];
  optional: readonly string[];
}

/** Secrets of several lines; the others are typed as passwords are. */
const SEVERAL_LINES = new Set(['kubeconfig', 'ssh-key']);
/** Not secret by themselves: they are seen while they are typed. */
const OPEN_FIELDS = new Set(['username', 'accessKeyId']);

interface Props {
  /** Null for a new one. */
  row: CredentialRow | null;
  kinds: readonly KindFields[];
}

/** Writes a credential. What it holds is never shown; a field that is left empty keeps it. */
export function CredentialForm({ row, kinds }: Props) {
  const t = useTranslations('credentials');
  const router = useRouter();
  const [kind, setKind] = useState<string>(row?.kind ?? 'token');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const chosen = kinds.find((one) => one.kind === kind);
  const submit = (form: FormData) =>
    start(async () => {
      const answer = await save(inputOf(form, row, chosen));
      if (answer.ok) return router.refresh();
      const { code } = answer.error;
      setFailure(t.has(`failure.${code}`) ? t(`failure.${code}`) : t('failure.other', { code }));
    });
  return (
    <form
      className="grid min-w-0 gap-4"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {!row && (
        <>
          <TextField label={t('name')} hint={t('nameHint')} name="name" required maxLength={63} spellCheck={false} />
          <Select label={t('kindLabel')} value={kind} onChange={(event) => setKind(event.target.value)}>
            {kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {t(`kind.${one.kind}`)}
              </option>
            ))}
          </Select>
        </>
      )}
      {[...(chosen?.fields ?? []), ...(chosen?.optional ?? [])].map((field) => (
        <SecretField key={`${kind} ${field}`} kind={kind} field={field} row={row} />
      ))}
      <TextField
        label={t('expires')}
        hint={t('expiresHint')}
        name="expiresAt"
        type="datetime-local"
        defaultValue={row?.expiresAt ? localInstant(row.expiresAt) : ''}
      />
      {failure && (
        <div role="alert">
          <Notice tone="danger">{failure}</Notice>
        </div>
      )}
      <Button type="submit" look={row ? 'quiet' : 'primary'} busy={busy} className="justify-self-start">
        {t('save')}
      </Button>
    </form>
  );
}

function SecretField({ kind, field, row }: { kind: string; field: string; row: CredentialRow | null }) {
  const t = useTranslations('credentials');
  const heldOf = useHeld();
  const held = heldOf(row?.fields.find(({ name }) => name === field) ?? { name: field, held: null });
  const common = {
    label: t(`field.${field}`),
    hint: row ? `${t('fieldHint')} ${t('fieldKept', { held })}` : t('fieldHint'),
    name: `field.${field}`,
    autoComplete: 'off',
    spellCheck: false,
  } as const;
  if (SEVERAL_LINES.has(kind)) return <TextArea {...common} rows={5} />;
  return <TextField {...common} type={OPEN_FIELDS.has(field) ? 'text' : 'password'} />;
}

function inputOf(form: FormData, row: CredentialRow | null, chosen: KindFields | undefined): Saved {
  const text = (name: string) => String(form.get(name) ?? '');
  const names = [...(chosen?.fields ?? []), ...(chosen?.optional ?? [])];
  const written = names.map((name) => [name, text(`field.${name}`)] as const).filter(([, value]) => value !== '');
  const ends = text('expiresAt');
  return {
    name: row?.name ?? text('name'),
    kind: chosen?.kind ?? 'token',
    fields: Object.fromEntries(written),
    expiresAt: ends === '' ? null : new Date(ends).toISOString(),
    version: row?.version ?? 0,
  };
}
