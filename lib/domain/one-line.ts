/** Text typed by people, on one line: no line of it can pass for a heading, a list item or a command. */
export function oneLine(text: string): string {
  // Control characters end lines or hide text; the two separators do in some readers.
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** Whole minutes, at least one. */
export function minutesOf(durationMs: number): number {
  return Math.max(1, Math.round(durationMs / 60_000));
}
