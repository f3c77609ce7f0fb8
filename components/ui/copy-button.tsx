'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from './button';

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, label, compact = false }: { text: string; label?: string; compact?: boolean }) {
  const t = useTranslations('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const words = copied ? t('copied') : (label ?? t('copy'));
  return (
    <Button
      look="ghost"
      aria-label={compact ? words : undefined}
      title={compact ? words : undefined}
      className="touch:min-w-11 shrink-0"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? <Check aria-hidden className="size-4 text-ok" /> : <Copy aria-hidden className="size-4" />}
      {!compact && <span>{words}</span>}
      <span aria-live="polite" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </Button>
  );
}
