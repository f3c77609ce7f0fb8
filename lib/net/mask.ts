/** Replaces secret values, and their URL-encoded and JSON-escaped forms, so that a reply that echoes them shows none. */
export function mask(text: string, secrets: Iterable<string>): string {
  let masked = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])) {
      masked = masked.replaceAll(form, '•••');
    }
  }
  return masked;
}
