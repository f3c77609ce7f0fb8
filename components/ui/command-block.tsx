import { CopyButton } from './copy-button';

/** Shell commands to read and copy; long lines wrap instead of hiding, and only between words where a word fits. */
export function CommandBlock({ commands, label }: { commands: string[]; label: string }) {
  const lines = commands.map((text, number) => ({ number, text }));
  return (
    <figure className="min-w-0 rounded border bg-sunken">
      <figcaption className="flex items-center justify-between gap-2 border-b py-0.5 pr-1 pl-3 text-muted text-sm">
        {label}
        <CopyButton text={commands.join('\n')} />
      </figcaption>
      <pre className="whitespace-pre-wrap px-3 py-2 leading-5 [overflow-wrap:anywhere]">
        {lines.map(({ number, text }) => (
          <code key={number} className="block">
            <span aria-hidden className="select-none text-muted">
              ${' '}
            </span>
            <Words text={text} />
          </code>
        ))}
      </pre>
    </figure>
  );
}

/** A hyphen is no place to break: half a flag reads as another one. What is copied keeps its characters. */
function Words({ text }: { text: string }) {
  return text.split(/(\s+)/).map((part, place) =>
    place % 2 === 1 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words of one text never move.
      <span key={place} className="inline-block max-w-full">
        {part}
      </span>
    ),
  );
}
