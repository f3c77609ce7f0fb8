/**
 * The nearest proxy appends the address it saw, so the last entry is the one that a client cannot choose when
 * there is a proxy. Without one it can; the limit per account holds then.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  return forwardedFor?.split(',').at(-1)?.trim() || 'unknown';
}
