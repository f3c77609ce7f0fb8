import { ChevronLeft, ChevronRight } from 'lucide-react';
import { LinkButton } from '@/components/ui/link-button';

/** Back to the first page of a list and on to the next one; nothing where there is a single page. */
export function Pager({
  path,
  query,
  nextCursor,
  words,
}: {
  path: string;
  query: { cursor?: string | undefined };
  nextCursor: string | undefined;
  words: { label: string; first: string; next: string };
}) {
  if (!query.cursor && !nextCursor) return null;
  const address = (cursor: string | undefined) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, cursor })) if (value) params.set(name, value);
    return `${path}?${params}`;
  };
  return (
    <nav aria-label={words.label} className="flex flex-wrap justify-between gap-2">
      {query.cursor && (
        <LinkButton href={address(undefined)}>
          <ChevronLeft aria-hidden className="size-4" />
          {words.first}
        </LinkButton>
      )}
      {nextCursor && (
        <LinkButton href={address(nextCursor)} className="ml-auto">
          {words.next}
          <ChevronRight aria-hidden className="size-4" />
        </LinkButton>
      )}
    </nav>
  );
}
