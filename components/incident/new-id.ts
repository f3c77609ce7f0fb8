/** A fresh id; `crypto.randomUUID` is missing on plain HTTP, where a console may well be reached during an outage. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
