import { runInNewContext } from 'node:vm';
import { z } from 'zod';

/** Enough for any honest pattern on 256 KiB, short enough not to hold up the other checks. */
const PATTERN_MS = 250;

/** Source of a regular expression; how it is applied is the check's own matter. */
export const pattern = z.string().min(1).max(500).refine(isPattern, { error: 'a regular expression' });

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether `source` is found in `text`; `too_slow` when it backtracks for longer than 250 ms. `lines`: ^ and $ stand for
 * the ends of each line.
 * A regular expression runs on the event loop and takes no signal; V8 does stop it for a `vm` timeout.
 */
export function findPattern(
  source: string,
  text: string,
  { lines = false }: { lines?: boolean } = {},
): 'found' | 'absent' | 'too_slow' {
  const found = evaluate('new RegExp(source, flags).test(text)', { source, text, flags: lines ? 'mu' : 'u' });
  if (found === 'too_slow') return found;
  return found === true ? 'found' : 'absent';
}

/** The first `most` of the lines in which `source` is found; `too_slow` as above, for all of them together. */
export function matchingLines(source: string, lines: readonly string[], most: number): string[] | 'too_slow' {
  const program = `
    const pattern = new RegExp(source, 'u');
    const found = [];
    for (let at = 0; at < lines.length && found.length < most; at++) if (pattern.test(lines[at])) found.push(at);
    found.join()`;
  const found = evaluate(program, { source, lines, most });
  if (found === 'too_slow') return found;
  return String(found)
    .split(',')
    .filter((at) => at !== '')
    .map((at) => lines[Number(at)] ?? '');
}

/**
 * What each match in `text` names: its first group, or all of it where it has none; ^ and $ stand for the ends of each
 * line. `too_slow` as above.
 */
export function allMatches(source: string, text: string): string[] | 'too_slow' {
  const program = "JSON.stringify([...text.matchAll(new RegExp(source, 'gmu'))].map((match) => match[1] ?? match[0]))";
  const found = evaluate(program, { source, text });
  return found === 'too_slow' ? found : (JSON.parse(String(found)) as string[]);
}

function evaluate(program: string, context: Record<string, unknown>): unknown {
  try {
    return runInNewContext(program, context, { timeout: PATTERN_MS });
  } catch (error) {
    // The error belongs to the other context, so `instanceof Error` would not know it.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'too_slow';
    throw error;
  }
}
