/** What a series looks like; each is drawn in its own way too, as colour alone tells nothing. A wide line shows beside one that lies on it. */
export const TONES = {
  accent: { fill: 'bg-accent', line: 'stroke-accent', dash: '', width: 2 },
  muted: { fill: 'bg-edge', line: 'stroke-edge', dash: '', width: 6 },
  ok: { fill: 'bg-ok', line: 'stroke-ok', dash: '', width: 2 },
  warn: { fill: 'bg-warn', line: 'stroke-warn', dash: '2 3', width: 2 },
  running: { fill: 'bg-running', line: 'stroke-running', dash: '8 3', width: 2 },
} as const;
export type ChartTone = keyof typeof TONES;
