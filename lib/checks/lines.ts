import { withoutInlineSecrets } from '@/lib/net/inline-secrets';
import type { CheckResult } from './contract';
import { firstLines, MAX_OBSERVED } from './text';

/**
 * Compares a number of matching lines with what is still fine, and shows the newest of them, masked. `lines`: newest
 * first, read up to `limit`; when there are as many as that there may be more.
 */
export function judgeLines(
  lines: readonly string[],
  { atMost, limit }: { atMost: number; limit: number },
): Omit<CheckResult, 'latencyMs'> {
  const head = `${lines.length >= limit ? '≥ ' : ''}${lines.length}`;
  const shown = firstLines(lines.map(withoutInlineSecrets), MAX_OBSERVED - head.length - 2);
  return { verdict: lines.length <= atMost ? 'pass' : 'fail', observed: shown === '' ? head : `${head}: ${shown}` };
}
