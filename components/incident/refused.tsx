import { CircleAlert } from 'lucide-react';

/** What the server said no with, beside the button that was pressed, until the next try. */
export function Refused({ error }: { error: string | null }) {
  if (!error) return null;
  return (
    <p className="flex min-w-0 items-start gap-1.5 text-danger text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{error}</span>
    </p>
  );
}
