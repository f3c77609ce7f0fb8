import { stripVTControlCharacters } from 'node:util';

/** What `CheckResult.observed` holds at most. */
export const MAX_OBSERVED = 200;
/** Between lines that are shown as one. */
const BETWEEN = ' / ';
/** Whatever else would move the cursor of whoever reads it in a terminal. */
const CONTROLS = /\p{Cc}+/gu;

/** A text as one line of at most `max` characters, without control characters. */
export function oneLine(text: string, max = MAX_OBSERVED): string {
  const line = clean(text);
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** The first lines that fit into `max` characters, as one line; a line that is too long alone is cut. */
export function firstLines(lines: readonly string[], max: number): string {
  return fitting(
    lines,
    max,
    (taken, next) => [...taken, next],
    (line) => oneLine(line, max),
  );
}

/** The last lines that fit into `max` characters, as one line; a line that is too long alone keeps its end. */
export function lastLines(text: string, max: number): string {
  const lines = text.split(/\r?\n/).reverse();
  return fitting(
    lines,
    max,
    (taken, next) => [next, ...taken],
    (line) => `…${line.slice(-(max - 1))}`,
  );
}

function fitting(
  lines: readonly string[],
  max: number,
  add: (taken: string[], next: string) => string[],
  cut: (line: string) => string,
): string {
  let taken: string[] = [];
  for (const line of lines.map(clean)) {
    if (line === '') continue;
    const more = add(taken, line);
    if (more.join(BETWEEN).length > max) return taken.length > 0 ? taken.join(BETWEEN) : cut(line);
    taken = more;
  }
  return taken.join(BETWEEN);
}

function clean(text: string): string {
  return stripVTControlCharacters(text).replace(/\s+/g, ' ').replace(CONTROLS, '').trim();
}
