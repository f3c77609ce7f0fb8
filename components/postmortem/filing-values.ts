/** Tags as people type them, apart by commas: at most 12 of 40 letters, as the log takes them. */
export function splitTags(typed: string): string[] {
  const tags = typed.split(/[,;\n]/).map((tag) => tag.trim().slice(0, 40));
  return tags.filter((tag) => tag !== '').slice(0, 12);
}

/** An instant (ISO 8601) as a field of day and time shows it, in the reader's zone like every time of a page. */
export function minuteIn(iso: string | null, timeZone: string): string {
  if (iso === null) return '';
  const shown = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return shown.format(new Date(iso)).replace(' ', 'T');
}

/** The other way; null for a field that is empty or not filled in whole. An hour that the clocks repeat is its first. */
export function instantIn(minute: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${minute}:00.000Z`);
  if (Number.isNaN(asUtc)) return null;
  const offset = (ms: number) => Date.parse(`${minuteIn(new Date(ms).toISOString(), timeZone)}:00.000Z`) - ms;
  // The offset at the guess may be that of the other side of a change of clocks: the one at the answer counts.
  return new Date(asUtc - offset(asUtc - offset(asUtc))).toISOString();
}
