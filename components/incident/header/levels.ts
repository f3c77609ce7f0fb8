import type { ClockLevel } from '@/lib/domain/clocks';

export const LEVEL_TEXT: Record<ClockLevel, string> = { ok: 'text-text', warn: 'text-warn', danger: 'text-danger' };
