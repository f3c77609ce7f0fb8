import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/status';
import { AbsoluteTime } from '@/components/ui/time';
import type { PostmortemState } from '@/lib/domain/state';

/** What the post-mortem is filed under, to read and to print. */
export function Filed({ postmortem: { cause, tags = [], beganAt } }: { postmortem: PostmortemState }) {
  const t = useTranslations('postmortem_page.filing');
  const words = useTranslations('words.cause');
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <span>
        {t('cause')} – {cause ? words(cause) : t('noCause')}
      </span>
      {beganAt && (
        <span>
          {t('began')} – <AbsoluteTime at={beganAt} withYear />
        </span>
      )}
      {tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </p>
  );
}
