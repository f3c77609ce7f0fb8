'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Section } from '@/components/shell/section';
import { Button } from '@/components/ui/button';
import { CONTROL } from '@/components/ui/field';
import { Kbd } from '@/components/ui/kbd';
import { Notice } from '@/components/ui/notice';
import { Status } from '@/components/ui/status';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import { TimeOfDay } from '@/components/ui/time';
import type { PostmortemText, WorkingCopy } from '@/lib/domain/views';
import { Beside } from './beside';
import { ConflictPanel } from './conflict-panel';
import { Markdown } from './markdown';
import { useEditor } from './use-editor';

interface Props {
  incidentId: string;
  text: PostmortemText;
  copy: WorkingCopy | null;
  me: string;
  /** What happened, to read beside the text. */
  timeline: ReactNode;
}

/** The post-mortem to read and to write, the timeline or the page that it becomes beside it. On paper: the page to read. */
export function PostmortemEditor({ incidentId, text, copy, me, timeline }: Props) {
  const t = useTranslations('postmortem_page');
  const editor = useEditor({ incidentId, text, copy, me });
  const [tab, setTab] = useState('read');
  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    if (editor.dirty && !editor.theirs && !editor.busy) editor.save();
  };
  return (
    <>
      <Section title={t('text')}>
        <Tabs
          value={tab}
          onValueChange={setTab}
          onKeyDown={press}
          className="grid min-w-0 grid-cols-1 gap-3 print:hidden"
        >
          <TabList aria-label={t('text')}>
            <Tab value="read">{t('preview')}</Tab>
            <Tab value="write">{t('edit')}</Tab>
          </TabList>
          <Notices editor={editor} />
          <TabPanel value="read" className="min-w-0">
            <Markdown lang={text.locale}>{editor.body}</Markdown>
          </TabPanel>
          <TabPanel value="write" className="min-w-0">
            <textarea
              value={editor.body}
              onChange={(event) => editor.write(event.target.value)}
              aria-label={t('editor')}
              spellCheck
              lang={text.locale}
              className={`${CONTROL} field-sizing-content min-h-96 py-3 font-mono leading-relaxed`}
            />
          </TabPanel>
          <SaveBar editor={editor} writing={tab === 'write' || editor.dirty} />
        </Tabs>
        <div className="hidden print:block">
          <Markdown lang={text.locale}>{editor.body}</Markdown>
        </div>
      </Section>
      <Beside writing={tab === 'write'} body={editor.body} lang={text.locale} timeline={timeline} />
    </>
  );
}

type Editor = ReturnType<typeof useEditor>;

function Notices({ editor }: { editor: Editor }) {
  const t = useTranslations('postmortem_page');
  return (
    <div role="status" className="grid gap-3 empty:hidden">
      {editor.restoredAt && !editor.theirs && (
        <Notice tone="accent" actions={<Button onClick={editor.dropRestored}>{t('restoredDrop')}</Button>}>
          {t.rich('restored', { time: () => <TimeOfDay at={editor.restoredAt ?? ''} unlessOlder /> })}
        </Notice>
      )}
      {editor.theirs && <ConflictPanel editor={editor} theirs={editor.theirs} />}
      {editor.failure && <Notice tone="danger">{t('saveFailed', { reason: editor.failure })}</Notice>}
    </div>
  );
}

/** Stays in sight while there is something to save. */
function SaveBar({ editor, writing }: { editor: Editor; writing: boolean }) {
  if (!writing) {
    return (
      <p className="border-t pt-3">
        <SavedState editor={editor} />
      </p>
    );
  }
  return (
    <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-surface px-4 py-3 sm:mx-0 sm:px-0">
      <SaveButton editor={editor} />
      <SavedState editor={editor} />
    </div>
  );
}

function SaveButton({ editor }: { editor: Editor }) {
  const t = useTranslations('postmortem_page');
  return (
    <Button
      look={editor.dirty ? 'primary' : 'quiet'}
      busy={editor.busy}
      disabled={!editor.dirty || editor.theirs !== null}
      onClick={() => editor.save()}
      className="max-sm:w-full"
    >
      {editor.busy ? t('saving') : t('save')}
      <span aria-hidden className="max-sm:hidden">
        <Kbd>Ctrl S</Kbd>
      </span>
    </Button>
  );
}

function SavedState({ editor: { dirty, base, keptAt } }: { editor: Editor }) {
  const t = useTranslations('postmortem_page');
  if (dirty) {
    return (
      <Status tone="warn" icon="alert" className="whitespace-normal! text-sm">
        {keptAt ? t.rich('kept', { time: () => <TimeOfDay at={keptAt} unlessOlder /> }) : t('unsaved')}
      </Status>
    );
  }
  return (
    <Status tone="ok" icon="ok" className="min-w-0 whitespace-normal! text-sm [overflow-wrap:anywhere]">
      {base.version === 1 ? t('drafted') : t('saved', { version: base.version, name: base.by })}
    </Status>
  );
}
