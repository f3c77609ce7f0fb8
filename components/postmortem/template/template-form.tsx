'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { saveTemplate } from '@/app/post-mortems/templates/actions';
import { useFailureText } from '@/components/incidents/use-failure-text';
import { Button } from '@/components/ui/button';
import { TextArea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useAnnounce } from '@/components/ui/toast';
import type { Locale } from '@/lib/domain/words';

interface Props {
  locale: Locale;
  language: string;
  body: string;
  version: number;
  by: string | null;
}

/** The template of one language. Left empty it gives the place back to the one that comes with Repli. */
export function TemplateForm({ locale, language, body: saved, version: savedVersion, by }: Props) {
  const t = useTranslations('library.templates');
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [body, setBody] = useState(saved);
  const [base, setBase] = useState({ body: saved, version: savedVersion });
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const save = (text: string) =>
    start(async () => {
      setFailure(null);
      const result = await saveTemplate({ locale, body: text, version: base.version }).catch(() => null);
      if (!result?.ok) {
        const { code = '', params = {} } = result?.error ?? {};
        return setFailure(
          t.has(`error.${code}`) ? t(`error.${code}`, params) : failureText(result?.error ?? null, t('error.try')),
        );
      }
      setBase({ body: text, version: result.data.version });
      announce(t('saved'), 'ok');
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(body);
  };
  return (
    <form onSubmit={submit} className="grid content-start gap-3 rounded border bg-raised p-4 shadow">
      <TextArea
        label={language}
        hint={base.version === 0 ? t('ours') : t('yours', { version: base.version, name: by ?? '' })}
        lang={locale}
        rows={18}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        className="[&_textarea]:font-mono"
      />
      {failure && (
        <div role="alert">
          <Notice tone="danger">{failure}</Notice>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look={body === base.body ? 'quiet' : 'primary'} busy={busy} disabled={body === base.body}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
