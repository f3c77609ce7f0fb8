import { Fragment } from 'react';
import type { Highlighted } from '@/lib/domain/views';

/** A text with what was looked for marked. */
export function Marked({ text }: { text: Highlighted }) {
  let at = 0;
  return text.map(({ text: part, hit }) => {
    at += part.length;
    return (
      <Fragment key={at}>
        {hit ? <mark className="rounded-xs bg-warn-soft font-semibold text-text">{part}</mark> : part}
      </Fragment>
    );
  });
}
