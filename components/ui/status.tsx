import {
  Ban,
  Bell,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePlay,
  CircleX,
  Dot,
  LoaderCircle,
  type LucideIcon,
  MessageSquare,
  PencilLine,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

export type Tone = 'neutral' | 'accent' | 'running' | 'ok' | 'warn' | 'danger';

export const TONE_TEXT: Record<Tone, string> = {
  neutral: 'text-muted',
  accent: 'text-accent',
  running: 'text-running',
  ok: 'text-ok',
  warn: 'text-warn',
  danger: 'text-danger',
};

export const TONE_SOFT: Record<Tone, string> = {
  neutral: 'bg-sunken text-text',
  accent: 'bg-accent-soft text-accent',
  running: 'bg-running-soft text-running',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
};

const ICONS = {
  ok: CircleCheck,
  fail: CircleX,
  warn: TriangleAlert,
  alert: CircleAlert,
  unknown: CircleHelp,
  waiting: CircleDashed,
  dot: Dot,
  note: MessageSquare,
  draft: PencilLine,
  play: CirclePlay,
  running: LoaderCircle,
  off: Ban,
  back: Undo2,
  bell: Bell,
} satisfies Record<string, LucideIcon>;

export type StatusIcon = keyof typeof ICONS;

/** The icon alone, where the words stand right beside it. */
export function EventIcon({ icon, tone }: { icon: StatusIcon; tone: Tone }) {
  const Icon = ICONS[icon];
  return <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', TONE_TEXT[tone])} />;
}

/** Icon, word and colour, always all three. */
export function Status({
  tone,
  icon,
  children,
  className,
}: {
  tone: Tone;
  icon: StatusIcon;
  children: ReactNode;
  className?: string;
}) {
  const Icon = ICONS[icon];
  return (
    <span className={cx('inline-flex items-center gap-1.5 whitespace-nowrap', TONE_TEXT[tone], className)}>
      <Icon
        aria-hidden
        className={cx('size-4 shrink-0', icon === 'running' && 'animate-spin [animation-duration:2s]')}
      />
      <span>{children}</span>
    </span>
  );
}

/** A word set apart on a tint. */
export function Badge({
  tone = 'neutral',
  children,
  className,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 whitespace-nowrap rounded px-1.5 py-0.5 font-semibold text-xs leading-4',
        TONE_SOFT[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
