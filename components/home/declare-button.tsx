'use client';

import { Siren } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { LinkButton } from '@/components/ui/link-button';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The way to declare, by D from anywhere on the page. */
export function DeclareButton({ service }: { service?: string }) {
  const t = useTranslations('home');
  const router = useRouter();
  const href = service ? `/declare?service=${encodeURIComponent(service)}` : '/declare';
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'd' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.repeat || isTyping(event.target)) return;
      event.preventDefault();
      router.push(href);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [router, href]);
  return (
    <LinkButton href={href} look="primary" aria-keyshortcuts="D" className="max-sm:flex-1">
      <Siren aria-hidden className="size-4" />
      {t('declare')}
      <span aria-hidden className="max-sm:hidden">
        <Kbd>D</Kbd>
      </span>
    </LinkButton>
  );
}
