import type { Locale } from '@/lib/domain/words';

/** Every file of `messages/<locale>/`; a test compares this list with the folder. */
export const NAMESPACES = [
  'audit',
  'audit_log',
  'auth',
  'catalogue',
  'channel',
  'check',
  'common',
  'credentials',
  'declare',
  'editor',
  'followups',
  'history',
  'home',
  'incidents',
  'lab',
  'library',
  'message',
  'people',
  'postmortem',
  'postmortem_page',
  'problem',
  'prevention',
  'provider',
  'readiness',
  'refusal',
  'revisions',
  'room',
  'services',
  'settings',
  'statistics',
  'timeline',
  'up',
  'words',
] as const;
export type Namespace = (typeof NAMESPACES)[number];

export type Messages = Partial<Record<Namespace, Record<string, unknown>>>;

/** The messages of one language, by namespace. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const entries = await Promise.all(
    NAMESPACES.map(async (namespace) => {
      const file = (await import(`./messages/${locale}/${namespace}.json`)) as { default: Record<string, unknown> };
      return [namespace, file.default] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** What every client component may use without asking. */
const SHARED: readonly Namespace[] = ['common', 'problem', 'words'];

/** The part of the messages that a page sends to the browser: the shared ones and its own, nothing else. */
export function pickMessages(messages: Messages, own: readonly Namespace[]): Messages {
  return Object.fromEntries([...SHARED, ...own].map((namespace) => [namespace, messages[namespace] ?? {}]));
}
