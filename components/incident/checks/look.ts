import type { StatusIcon, Tone } from '@/components/ui/status';
import type { CheckState } from '@/lib/domain/state';
import type { Verdict } from '@/lib/domain/words';

export const VERDICT_LOOK: Record<Verdict, { tone: Tone; icon: StatusIcon }> = {
  pass: { tone: 'ok', icon: 'ok' },
  fail: { tone: 'danger', icon: 'fail' },
  error: { tone: 'warn', icon: 'unknown' },
  unknown: { tone: 'neutral', icon: 'waiting' },
};

/** Manual checks that somebody must answer before recovery. */
export function unanswered(checks: readonly CheckState[]): CheckState[] {
  return checks.filter((check) => check.manual && check.required && !check.waived && check.verdict === 'unknown');
}

/** How a check from one line is meant: an address is asked by Repli, anything else by a person. */
export function parseCheck(
  line: string,
): { kind: 'http'; name: string; url: string } | { kind: 'manual'; name: string; instruction: string } | null {
  const text = line.trim();
  if (text === '') return null;
  if (!/^https?:\/\//i.test(text)) return { kind: 'manual', name: text.slice(0, 100), instruction: text.slice(0, 500) };
  if (!URL.canParse(text)) return null;
  const { host, pathname } = new URL(text);
  return { kind: 'http', name: `${host}${pathname === '/' ? '' : pathname}`.slice(0, 100), url: text };
}
