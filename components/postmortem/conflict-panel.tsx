'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { ScrollArea } from '@/components/ui/scroll-area';
import type { Theirs, useEditor } from './use-editor';

/** Two people saved: both texts side by side, and one decision. */
export function ConflictPanel({ editor, theirs }: { editor: ReturnType<typeof useEditor>; theirs: Theirs }) {
  const t = useTranslations('postmortem_page');
  const { version, by } = theirs;
  return (
    <Notice
      tone="warn"
      title={t('conflictTitle', { name: by, version })}
      actions={
        <>
          <Button onClick={editor.append}>{t('conflictAppend')}</Button>
          <Button onClick={editor.takeTheirs}>{t('conflictTakeTheirs', { version })}</Button>
          <Button busy={editor.busy} onClick={editor.keepMine}>
            {t('conflictKeepMine', { version })}
          </Button>
        </>
      }
    >
      <p className="pb-2">{t('conflictText')}</p>
      <div className="grid min-w-0 gap-3 lg:grid-cols-2">
        <Version title={t('conflictMine')} body={editor.body} />
        <Version title={t('conflictTheirs', { name: by })} body={theirs.body} />
      </div>
    </Notice>
  );
}

function Version({ title, body }: { title: string; body: string }) {
  return (
    <figure className="min-w-0 rounded border bg-raised">
      <figcaption className="border-b px-3 py-1.5 font-semibold">{title}</figcaption>
      <ScrollArea label={title} className="max-h-80 overflow-y-auto">
        <pre className="whitespace-pre-wrap px-3 py-2 leading-5 [overflow-wrap:anywhere]">{body}</pre>
      </ScrollArea>
    </figure>
  );
}
