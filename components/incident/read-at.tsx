'use client';

import { Status } from '@/components/ui/status';
import { RelativeTime } from '@/components/ui/time';
import { ms } from '@/lib/domain/queries';
import { useNowMs } from './live/clock';

/** Production moves: what was read this long ago is told as old. The server reads it again before anything starts. */
const OLD_MS = 5 * 60_000;

/** When the platform was read; with a sign once that is some time ago. */
export function ReadAt({ label, at }: { label: string; at: string }) {
  const old = useNowMs() - ms(at) > OLD_MS;
  const text = (
    <>
      {label} <RelativeTime at={at} />
    </>
  );
  if (!old) return <span>{text}</span>;
  return (
    <Status tone="warn" icon="warn" className="[&_.text-muted]:text-warn [&>span]:whitespace-normal">
      {text}
    </Status>
  );
}
