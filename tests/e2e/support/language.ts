import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Locale } from '@/lib/domain/words';

const MESSAGES = path.resolve(import.meta.dirname, '../../../lib/i18n/messages');
/** Fewer letters than this between its placeholders, and a sentence could be anything. */
const LEAST_LETTERS = 6;

/** Every message of a language by its key, such as `room.plan.title`. */
function messagesOf(locale: Locale): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, key: string) => {
    if (typeof value === 'string') found.set(key, value);
    else for (const [name, inner] of Object.entries(value as object)) walk(inner, `${key}.${name}`);
  };
  for (const file of readdirSync(path.join(MESSAGES, locale))) {
    walk(JSON.parse(readFileSync(path.join(MESSAGES, locale, file), 'utf8')), path.basename(file, '.json'));
  }
  return found;
}

const french = messagesOf('fr');

/** A message in French, such as `room.debrief.held`: its wording is a matter of taste, that it is there is not. */
export function inFrench(key: string, params: Record<string, string> = {}): string {
  const message = french.get(key);
  if (message === undefined) throw new Error(`no message ${key}`);
  return message.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}

/** Matches what a message looks like on a page; null for one with plurals, or with hardly a word of its own. */
function shape(message: string): RegExp | null {
  if (/\{\w+,/.test(message)) return null;
  const parts = message.replace(/<\/?\w+>/g, '').split(/\{\w+\}/);
  if (parts.join('').replace(/[^\p{L}]/gu, '').length < LEAST_LETTERS) return null;
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);
}

/** The subject of a commit is data, alone or in a list of commits: that of a rollback is in the language of git's plan. */
const COMMIT = /^Roll main back to [0-9a-f]{8}$|\b[0-9a-f]{8} \p{Lu}/u;

/** What a parameter that nobody gave looks like. */
const UNFILLED = /\b(undefined|NaN)\b/;

/** What a page says, piece by piece: texts, names for screen readers, placeholders, its title. Data of people excepted. */
async function textsOf(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [document.title];
    const skipped = 'script, style, noscript, textarea, pre, code, [lang]:not(html), [data-timeline] li';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node instanceof Element ? node : node.parentElement;
      if (!element || element.closest(skipped)) continue;
      if (node instanceof Element) {
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(node.getAttribute(name) ?? '');
      } else found.push(node.textContent ?? '');
    }
    return found;
  });
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== '' && !COMMIT.test(text)))];
}

/**
 * What is on the page in the language that its reader did not ask for, a message's key in the place of its words, or a
 * message that was filled with nothing; `names` are people's, and stay.
 */
export async function wrongLanguage(page: Page, locale: Locale, names: readonly string[]): Promise<string[]> {
  const own = new Set(messagesOf(locale).values());
  const foreign = [...messagesOf(locale === 'en' ? 'fr' : 'en').values()].filter((message) => !own.has(message));
  const ownShapes = [...own].flatMap((message) => shape(message) ?? []);
  const shapes = foreign.flatMap((message) => shape(message) ?? []);
  const keys = messagesOf(locale);
  const isForeign = (text: string) =>
    !names.includes(text) && shapes.some((wrong) => wrong.test(text)) && !ownShapes.some((right) => right.test(text));
  return (await textsOf(page)).filter((text) => keys.has(text) || UNFILLED.test(text) || isForeign(text));
}
