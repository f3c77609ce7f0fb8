import { createHash, randomBytes } from 'node:crypto';
import { FREE_TEXT_KEYS, REDACTED } from '@/lib/domain/event';

/** digest → the text and its salt, or null once an admin has redacted it. */
export type Texts = Record<string, { salt: string; text: string } | null>;

/** The salt keeps a redacted text from being guessed by hashing likely ones. */
export function textDigest(salt: string, text: string): string {
  return createHash('sha256').update(salt).update(text).digest('hex');
}

/** Replaces each free text by `{ $text: digest }`, at any depth; the texts themselves come back beside it. */
export function hideTexts(data: unknown): { data: unknown; texts: Texts } {
  const texts: Texts = {};
  const hide = (text: string) => {
    const salt = randomBytes(16).toString('hex');
    const digest = textDigest(salt, text);
    texts[digest] = { salt, text };
    return { $text: digest };
  };
  return { data: mapFreeTexts(data, (value) => (typeof value === 'string' ? hide(value) : undefined)), texts };
}

/** Puts the texts back, or REDACTED where one is gone. */
export function revealTexts(data: unknown, texts: Texts): unknown {
  return mapFreeTexts(data, (value) => {
    const digest = digestOf(value);
    if (digest === undefined || !Object.hasOwn(texts, digest)) return undefined;
    return texts[digest]?.text ?? REDACTED;
  });
}

/** Every digest that stands for a text in hashed data. */
export function digestsIn(data: unknown): string[] {
  const found: string[] = [];
  mapFreeTexts(data, (value) => {
    const digest = digestOf(value);
    if (digest !== undefined) found.push(digest);
    return undefined;
  });
  return found;
}

function digestOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('$text' in value)) return undefined;
  return typeof value.$text === 'string' && Object.keys(value).length === 1 ? value.$text : undefined;
}

function mapFreeTexts(value: unknown, replace: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapFreeTexts(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => {
      const replaced = FREE_TEXT_KEYS.has(key) ? replace(held) : undefined;
      return [key, replaced === undefined ? mapFreeTexts(held, replace) : replaced];
    }),
  );
}
