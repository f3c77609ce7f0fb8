import { useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';
import type { Review } from '@/lib/domain/words';

const LOOK = {
  draft: { tone: 'neutral', icon: 'draft' },
  in_review: { tone: 'warn', icon: 'waiting' },
  published: { tone: 'ok', icon: 'ok' },
} as const;

/** How far a post-mortem is. */
export function ReviewStatus({ value }: { value: Review }) {
  const t = useTranslations('words.review');
  return (
    <Status {...LOOK[value]} className="text-sm">
      {t(value)}
    </Status>
  );
}
