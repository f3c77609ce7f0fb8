/** Tags as people type them, apart by commas: at most 12 of 40 letters, as the log takes them. */
export function splitTags(typed: string): string[] {
  const tags = typed.split(/[,;\n]/).map((tag) => tag.trim().slice(0, 40));
  return tags.filter((tag) => tag !== '').slice(0, 12);
}

/** An instant (ISO 8601) as a field of day and time shows it: UTC, like every time of a post-mortem. */
export const utcMinute = (iso: string | undefined): string => iso?.slice(0, 16) ?? '';

/** The other way; null for a field that is empty or not filled in whole. */
export function utcOf(minute: string): string | null {
  const ms = Date.parse(`${minute}:00.000Z`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
