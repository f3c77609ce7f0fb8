import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseSettings } from '@/lib/settings';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** What the file leaves empty: nobody should run with a secret that was published. */
const SECRETS = {
  NEXTAUTH_SECRET: 'x'.repeat(32),
  REPLI_OIDC_CLIENT_SECRET: 'x',
  REPLI_GITHUB_CLIENT_SECRET: 'x',
};

test('what .env.example shows, uncommented and completed, are right settings', () => {
  const lines = read('.env.example').matchAll(/^# ([A-Z_]+)=(.*)$/gm);
  const shown = Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
  expect(Object.keys(shown)).toEqual(
    expect.arrayContaining(['DATABASE_URL', 'REPLI_URL', 'REPLI_ROLE', 'REPLI_LOG_LEVEL']),
  );
  expect(() => parseSettings({ ...shown, ...SECRETS })).not.toThrow();
});

test('the containers get right settings, web and worker apart too', () => {
  const { services } = parse(read('docker-compose.yml'), { merge: true });
  const given = { POSTGRES_PASSWORD: 'p', NEXTAUTH_SECRET: 'x'.repeat(32), REPLI_ROLE: 'web' };
  const roles = [services.console, services.worker].map(({ environment }) => {
    const filled = Object.entries<string>(environment).map(([name, value]) => [name, fill(value, given)]);
    return parseSettings(Object.fromEntries(filled)).role;
  });
  expect(roles).toEqual(['web', 'worker']);
});

/** Docker Compose's `${NAME}`, `${NAME:-default}` and `${NAME:?message}`. */
function fill(value: string, given: Record<string, string>): string {
  return value.replace(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name, otherwise = '') => given[name] ?? otherwise);
}

test("continuous integration runs the README's test command and nothing else", () => {
  const lines = read('.ci/run')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  expect(lines).toEqual(['set -euo pipefail', 'cd "$(dirname "$0")/.."', 'exec npm test']);
});

test('every command of package.json leads to a file that is there', () => {
  const { scripts } = JSON.parse(read('package.json'));
  for (const command of Object.values<string>(scripts)) {
    const file = /node (?:scripts\/run\.mjs )?(\S+)/.exec(command)?.[1];
    if (file) expect(() => read(file), command).not.toThrow();
  }
});
