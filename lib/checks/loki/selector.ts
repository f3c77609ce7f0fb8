/** Labels in braces, with texts in "…" or `…` that may hold braces themselves. */
const SELECTOR = /^\{(?:[^{}"`]|"(?:[^"\\]|\\.)*"|`[^`]*`)+\}/;

/** The streams that a LogQL query reads: `{app="shop"}` of `{app="shop"} |= "ERROR"`; null where it begins otherwise. */
export function streamSelector(query: string): string | null {
  return SELECTOR.exec(query)?.[0] ?? null;
}
