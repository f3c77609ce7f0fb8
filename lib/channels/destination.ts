import { parseReference, shellExpansion } from '@/lib/net/reference';

/** Where an address leads, for people: its host, or `$NAME` where the address is itself a secret. */
export function hostOf(url: string): string {
  const parsed = parseReference(url);
  return parsed ? shellExpansion(parsed.reference) : new URL(url).host;
}
