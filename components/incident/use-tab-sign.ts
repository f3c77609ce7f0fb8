'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { formatDuration } from '@/components/ui/clock';
import { phaseClocks } from '@/lib/domain/clocks';
import type { IncidentState } from '@/lib/domain/state';
import type { RoomClock } from './live/clock';

type Sign = 'open' | 'running' | 'failed' | 'recovered' | 'lost';

// A tab's icon is no part of the page's styles: these are the tokens of the light theme as sRGB.
const COLOURS: Record<Sign, string> = {
  open: '#4450b8',
  running: '#0a6a95',
  failed: '#b3261e',
  recovered: '#0e7042',
  lost: '#80868f',
};

const GLYPHS: Record<Sign, string> = {
  open: '<circle cx="16" cy="16" r="5" fill="#fff"/>',
  running: '<path d="M12 9l11 7-11 7z" fill="#fff"/>',
  failed: '<path d="M16 8v10M16 22v2" stroke="#fff" stroke-width="4"/>',
  recovered: '<path d="M9 17l5 5 9-11" stroke="#fff" stroke-width="4" fill="none"/>',
  lost: '<path d="M9 16h14" stroke="#fff" stroke-width="4"/>',
};

/** What the tab shows at a glance. */
export function signOf(state: IncidentState, connected: boolean): Sign {
  if (!connected) return 'lost';
  if (state.recovery || state.status === 'closed') return 'recovered';
  if (state.run?.steps.some((step) => step.status === 'failed')) return 'failed';
  return state.run?.status === 'running' ? 'running' : 'open';
}

/** Phase, clock and state in the tab's title and icon, for whoever has another tab in front. */
export function useTabSign(state: IncidentState, connected: boolean, clock: RoomClock): void {
  const phases = useTranslations('words.phase');
  const t = useTranslations('room.tab');
  const sign = signOf(state, connected);
  useEffect(() => {
    const write = () => {
      const current = phaseClocks(state, new Date(clock.now()).toISOString()).find((phase) => phase.running);
      const time = current ? ` ${formatDuration(current.elapsedMs)}` : '';
      const mark = sign === 'failed' || sign === 'recovered' || sign === 'lost' ? `${t(sign)} · ` : '';
      document.title = `${mark}${phases(state.phase)}${time} · INC-${state.number}`;
    };
    write();
    return clock.subscribe(write);
  }, [state, clock, sign, phases, t]);

  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]') ?? document.createElement('link');
    icon.rel = 'icon';
    icon.type = 'image/svg+xml';
    icon.href = `data:image/svg+xml,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${COLOURS[sign]}"/>${GLYPHS[sign]}</svg>`,
    )}`;
    document.head.append(icon);
  }, [sign]);
}
