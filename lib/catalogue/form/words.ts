import { createTranslator, type Messages } from 'next-intl';
import type { Locale } from '@/lib/domain/words';
import { loadMessages } from '@/lib/i18n/messages';

export interface SettingWords {
  label(place: Place): string;
  help(place: Place): string | undefined;
  /** One of a few values of a setting. */
  option(place: Place, value: string): string;
  /** What a kind of component, check or channel is called; `label` where it has a proper name. */
  kind(part: string, id: string, label: string): { label: string; hint?: string };
  /** What a schema objects to, in the reader's language. */
  objection(message: string): string;
}

/** Where a setting stands: whose it is (`component.git`, `check.http`) and its own path (`credentials.reference`). */
export interface Place {
  owner: string;
  path: readonly string[];
}

/**
 * Words for settings, looked up by path in `settings.json`: those of the owner first, then those that settings of
 * that name have everywhere, and at last the name itself, made readable.
 */
export async function settingWords(locale: Locale): Promise<SettingWords> {
  const { settings, check, channel } = await loadMessages(locale);
  const t = createTranslator<Messages>({ locale, messages: { ...settings, kindOf: { check, channel } } as Messages });
  const find = (part: 'label' | 'help', { owner, path }: Place): string | undefined => {
    const keys = [`${owner}.${path.join('_')}.${part}`, `any.${path.at(-1) ?? ''}.${part}`];
    const key = keys.find((candidate) => t.has(candidate));
    return key && t(key);
  };
  return {
    label: (place) => find('label', place) ?? readable(place.path.at(-1) ?? ''),
    help: (place) => find('help', place),
    option: ({ path }, value) => {
      const key = `option.${path.at(-1) ?? ''}.${value}`;
      return t.has(key) ? t(key) : value;
    },
    kind: (part, id, label) => {
      const key = `kindOf.${part}.kind.${id}`;
      return t.has(`${key}.label`) ? { label: t(`${key}.label`), hint: t(`${key}.hint`) } : { label };
    },
    objection: (message) => {
      const key = `objection.${objectionKey(message)}`;
      return t.has(key) ? t(key) : message;
    },
  };
}

/** A schema's own sentence as a key: its words in small letters. */
export function objectionKey(message: string): string {
  return message
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
}

/** `maxLatencyMs` → `Max latency ms`. */
export function readable(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
