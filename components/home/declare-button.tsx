import { Siren } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Kbd } from '@/components/ui/kbd';
import { LinkButton } from '@/components/ui/link-button';

/** The way to declare, by D from anywhere on the page. */
export function DeclareButton({ service }: { service?: string }) {
  const t = useTranslations('home');
  return (
    <LinkButton
      href={service ? `/declare?service=${encodeURIComponent(service)}` : '/declare'}
      look="primary"
      aria-keyshortcuts="D"
      className="max-sm:flex-1"
    >
      <Siren aria-hidden className="size-4" />
      {t('declare')}
      <span aria-hidden className="max-sm:hidden">
        <Kbd>D</Kbd>
      </span>
    </LinkButton>
  );
}
