import { cx } from './cx';
import { ScrollArea } from './scroll-area';

const look = (line: string): string => {
  if (line.startsWith('+++') || line.startsWith('---') || line.startsWith('diff ')) return 'font-semibold';
  if (line.startsWith('@@')) return 'text-running';
  if (line.startsWith('+')) return 'bg-ok-soft text-ok';
  if (line.startsWith('-')) return 'bg-danger-soft text-danger';
  return 'text-muted';
};

/** A unified diff; the signs stay, so that colour is not the only word. */
export function DiffView({ diff, label }: { diff: string; label: string }) {
  const lines = diff
    .replace(/\n$/, '')
    .split('\n')
    .map((text, number) => ({ number, text }));
  return (
    <ScrollArea label={label} className="max-h-80 overflow-auto rounded border bg-raised">
      <pre className="min-w-max py-1 leading-5">
        {lines.map(({ number, text }) => (
          <code key={number} className={cx('block px-3', look(text))}>
            {text || ' '}
          </code>
        ))}
      </pre>
    </ScrollArea>
  );
}
