import { CheckSquare, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Table, Td, Th } from '@/components/ui/table';
import type { Locale } from '@/lib/domain/words';

/** Markdown as a page: its headings start below the page's own, and nothing in it can widen the page. No HTML passes. */
export function Markdown({ lang, children }: { lang: Locale; children: string }) {
  return (
    <div lang={lang} className="grid min-w-0 grid-cols-1 gap-3 leading-relaxed [overflow-wrap:anywhere]">
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  );
}

const PLUGINS = [remarkGfm];

const COMPONENTS: Components = {
  h1: ({ children }) => <h3 className="pt-2 text-xl">{children}</h3>,
  h2: ({ children }) => <h3 className="pt-2 text-xl">{children}</h3>,
  h3: ({ children }) => <h4 className="pt-2 font-semibold text-base">{children}</h4>,
  h4: ({ children }) => <h5 className="font-semibold">{children}</h5>,
  h5: ({ children }) => <h6 className="font-semibold">{children}</h6>,
  h6: ({ children }) => <p className="font-semibold">{children}</p>,
  // A new line in the text is one on the page: people write "Date: …" and "Duration: …" below each other.
  p: ({ children }) => <p className="whitespace-pre-line">{children}</p>,
  br: () => null,
  a: ({ href, children }) => (
    <a href={href} rel="noreferrer" className="text-accent underline underline-offset-2">
      {children}
    </a>
  ),
  ul: ({ children, className }) => (
    <ul className={className?.includes('task') ? 'grid gap-1' : 'grid list-disc gap-1 pl-5'}>{children}</ul>
  ),
  li: ({ children, className }) => (
    <li className={className?.includes('task') ? 'relative list-none pl-6' : undefined}>{children}</li>
  ),
  ol: ({ children }) => <ol className="grid list-decimal gap-1 pl-6">{children}</ol>,
  blockquote: ({ children }) => <blockquote className="border-l-2 pl-3 text-muted">{children}</blockquote>,
  pre: ({ children }) => (
    <pre className="whitespace-pre-wrap rounded border bg-sunken px-3 py-2 leading-5">{children}</pre>
  ),
  hr: () => <hr className="my-2" />,
  input: ({ checked }) => <Box checked={checked ?? false} />,
  table: ({ children }) => <WideTable>{children}</WideTable>,
  // `---:` comes as a style, which the cells of every table otherwise leave to their classes.
  th: ({ children, style }) => <Th style={style}>{children}</Th>,
  // A table scrolls sideways: its words need not be cut to fit.
  td: ({ children, style }) => (
    <Td style={style} className="[overflow-wrap:break-word]">
      {children}
    </Td>
  ),
};

/** A task's box, as a picture with a name: here it cannot be ticked, the text says it. */
function Box({ checked }: { checked: boolean }) {
  const t = useTranslations('postmortem_page');
  const Icon = checked ? CheckSquare : Square;
  return (
    <span role="img" aria-label={t(checked ? 'taskDone' : 'taskOpen')} className="absolute top-1 left-0">
      <Icon aria-hidden className="size-4" />
    </span>
  );
}

function WideTable({ children }: Pick<ComponentProps<'table'>, 'children'>) {
  const t = useTranslations('postmortem_page');
  return <Table label={t('tableOf')}>{children}</Table>;
}
