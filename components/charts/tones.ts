/** What a series looks like; each is drawn in its own way too, as colour alone tells nothing. */
export const TONES = {
  accent: { fill: 'bg-accent', line: 'stroke-accent', dash: '' },
  muted: { fill: 'bg-edge', line: 'stroke-muted', dash: '5 4' },
  ok: { fill: 'bg-ok', line: 'stroke-ok', dash: '' },
  warn: { fill: 'bg-warn', line: 'stroke-warn', dash: '2 3' },
  running: { fill: 'bg-running', line: 'stroke-running', dash: '8 3' },
} as const;
export type ChartTone = keyof typeof TONES;
