import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import en from '@/lib/i18n/messages/en/audit_log.json';
import fr from '@/lib/i18n/messages/fr/audit_log.json';

const lib = fileURLToPath(new URL('../../lib/', import.meta.url));
const sources = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('db/generated/'))
  .map((file) => readFileSync(`${lib}${file}`, 'utf8'));

/** Written beside `action:`, one of two or not, or handed to the helper that writes an entry. */
const WRITTEN = [/\baction: [^,}\n]*/g, /\baudit\(actor, '[^']+'/g];
const written = new Set(
  sources.flatMap((source) =>
    WRITTEN.flatMap((form) => source.match(form) ?? []).flatMap(
      (found) => found.match(/(?<=')[a-z_]+\.[a-z_]+(?=')/g) ?? [],
    ),
  ),
);

const wordsOf = (messages: { action: Record<string, Record<string, string>> }) =>
  Object.entries(messages.action).flatMap(([group, actions]) => Object.keys(actions).map((one) => `${group}.${one}`));

it.each([
  ['English', en],
  ['French', fr],
])('has words in %s for every action that is written, and for no other', (_, messages) => {
  expect(wordsOf(messages).sort()).toEqual([...written].sort());
});
