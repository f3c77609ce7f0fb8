/** The day of a due date as a date field writes it; due dates are whole days, kept as noon UTC so that no zone shifts them. */
export const dayOf = (dueAt: string | null): string => dueAt?.slice(0, 10) ?? '';

export const dueOn = (day: string): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T12:00:00.000Z` : null);

/** Late from the day after. `now` is ISO 8601. */
export const isLate = (dueAt: string | null, now: string): boolean => dueAt !== null && dayOf(dueAt) < now.slice(0, 10);
