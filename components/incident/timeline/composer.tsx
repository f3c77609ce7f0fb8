'use client';

import { SendHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useAct } from '../use-act';
import { useMay } from '../use-may';

/** A note for everyone in the room. Enter sends, Shift+Enter starts a new line. */
export function Composer() {
  const t = useTranslations('room.timeline');
  const { visible, reason } = useMay()('note.add');
  const { busy, act } = useAct();
  const [text, setText] = useState('');
  if (!visible) return null;
  const send = async () => {
    if (!text.trim() || busy || reason) return;
    if (await act({ type: 'note.add', text })) setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      data-note
      className="no-print flex items-end gap-2 border-t bg-raised p-2 max-lg:sticky max-lg:bottom-0"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={t('note')} quietLabel className="flex-1">
        {(control) => (
          <textarea
            {...control}
            rows={1}
            aria-keyshortcuts="N"
            value={text}
            maxLength={10_000}
            placeholder={t('note')}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            className="field-sizing-content max-h-40 min-h-9 w-full resize-none rounded border border-edge bg-raised px-3 py-2 text-sm leading-normal touch:min-h-11 touch:text-base"
          />
        )}
      </Field>
      <Button
        type="submit"
        busy={busy}
        disabled={!text.trim() || reason !== null}
        aria-label={t('send')}
        title={reason ?? t('send')}
      >
        <SendHorizontal aria-hidden className="size-4" />
      </Button>
    </form>
  );
}
