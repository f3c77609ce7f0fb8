import { expect, test } from 'vitest';
import { parseSettings, SettingsError } from './settings';

const SECRET = 'x'.repeat(32);
const GOOD = { DATABASE_URL: 'postgresql://u:p@db.example.com/repli', NEXTAUTH_SECRET: SECRET };

function problemsOf(env: Record<string, string>): SettingsError {
  try {
    parseSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error;
  }
  throw new Error('the settings were accepted');
}

test('two settings are enough, the others have defaults', () => {
  expect(parseSettings(GOOD)).toEqual({
    databaseUrl: GOOD.DATABASE_URL,
    port: 3000,
    role: 'all',
    url: 'http://localhost:3000',
    secret: SECRET,
    dataDir: '.data',
    lab: false,
    logLevel: 'info',
    sampleDays: 30,
    oidc: null,
    github: null,
  });
});

test('a public address loses the slash at its end', () => {
  expect(parseSettings({ ...GOOD, REPLI_URL: 'https://repli.example.com/' }).url).toBe('https://repli.example.com');
});

test('the address follows the port where none is given', () => {
  expect(parseSettings({ ...GOOD, PORT: '8080' }).url).toBe('http://localhost:8080');
});

test('an empty value counts as absent', () => {
  expect(parseSettings({ ...GOOD, PORT: '', REPLI_ROLE: '' })).toMatchObject({ port: 3000, role: 'all' });
});

test('every wrong setting is named at once, with what was expected and an example', () => {
  const { problems, message } = problemsOf({
    DATABASE_URL: 'mysql://db',
    PORT: 'http',
    REPLI_ROLE: 'cook',
    REPLI_LAB: '1',
  });
  expect(problems.map(({ name }) => name).sort()).toEqual([
    'DATABASE_URL',
    'NEXTAUTH_SECRET',
    'PORT',
    'REPLI_LAB',
    'REPLI_ROLE',
  ]);
  for (const { name, expected, example } of problems) {
    expect(message).toContain(`${name}: expected ${expected}. Example: ${name}=${example}`);
  }
});

test('no value is repeated, since it may be a secret in the wrong place', () => {
  const { message } = problemsOf({ DATABASE_URL: 'hunter2', NEXTAUTH_SECRET: 'hunter2', REPLI_URL: 'hunter2' });
  expect(message).not.toContain('hunter2');
});

test.each(['0', '65536', '3.5', '-1'])('port %s is refused', (port) => {
  expect(problemsOf({ ...GOOD, PORT: port }).problems.map(({ name }) => name)).toEqual(['PORT']);
});

test.each(['0', '4000', 'soon'])('samples are not kept for %s days', (days) => {
  expect(problemsOf({ ...GOOD, REPLI_SAMPLE_DAYS: days }).problems.map(({ name }) => name)).toEqual([
    'REPLI_SAMPLE_DAYS',
  ]);
});

const OIDC = {
  REPLI_OIDC_ISSUER: 'https://login.example.com/',
  REPLI_OIDC_CLIENT_ID: 'repli',
  REPLI_OIDC_CLIENT_SECRET: 'hunter2',
};

test('an issuer is set up whole, and its claims are worth roles in the order that they are named', () => {
  const roles = ' sre-leads=admin, on=call=commander,*=viewer';
  expect(parseSettings({ ...GOOD, ...OIDC, REPLI_OIDC_ROLES: roles }).oidc).toMatchObject({
    issuer: 'https://login.example.com',
    roles: [
      { value: 'sre-leads', role: 'admin' },
      { value: 'on=call', role: 'commander' },
      { value: '*', role: 'viewer' },
    ],
  });
});

test('what an issuer or GitHub lacks is named, beside everything else that is wrong', () => {
  const { REPLI_OIDC_ISSUER } = OIDC;
  const { problems } = problemsOf({ ...GOOD, PORT: 'x', REPLI_OIDC_ISSUER, REPLI_GITHUB_CLIENT_ID: 'Iv1' });
  expect(problems.map(({ name }) => name)).toEqual([
    'PORT',
    'REPLI_OIDC_CLIENT_ID',
    'REPLI_OIDC_CLIENT_SECRET',
    'REPLI_GITHUB_CLIENT_SECRET',
  ]);
});

test.each(['on-call', 'on-call=cook', '=admin'])('"%s" is no role for a claim', (REPLI_OIDC_ROLES) => {
  expect(problemsOf({ ...GOOD, ...OIDC, REPLI_OIDC_ROLES }).problems.map(({ name }) => name)).toEqual([
    'REPLI_OIDC_ROLES',
  ]);
});
