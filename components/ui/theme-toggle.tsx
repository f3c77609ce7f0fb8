'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from './button';
import { remember } from './remember';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** System, light, dark. A cookie keeps the choice, so that the server paints the right one at once. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const t = useTranslations('common.theme');
  const [theme, setTheme] = useState<Theme>(initial);
  const Icon = ICONS[theme];
  const turn = () => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
    setTheme(next);
    document.documentElement.classList.remove('light', 'dark');
    if (next !== 'system') document.documentElement.classList.add(next);
    remember('theme', next);
  };
  const label = t('now', { theme: t(theme) });
  return (
    <Button look="ghost" aria-label={label} title={label} onClick={turn} className="min-w-9 touch:min-w-11">
      <Icon aria-hidden className="size-4" />
    </Button>
  );
}
