import { z } from 'zod';
import { missingOf, type SignOnSettings, signOnOf, signOnShape } from './sign-on-settings';

const EXAMPLES = {
  DATABASE_URL: 'postgresql://repli:password@db.example.com:5432/repli',
  PORT: '3000',
  REPLI_ROLE: 'all',
  REPLI_URL: 'https://repli.example.com',
  NEXTAUTH_SECRET: 'the output of: openssl rand -base64 32',
  REPLI_DATA_DIR: '/var/lib/repli',
  REPLI_LAB: 'off',
  REPLI_LOG_LEVEL: 'info',
  REPLI_SAMPLE_DAYS: '30',
  REPLI_CREDENTIAL_KEY: 'the output of: openssl rand -base64 32',
  REPLI_OIDC_ISSUER: 'https://login.example.com',
  REPLI_OIDC_CLIENT_ID: 'repli',
  REPLI_OIDC_CLIENT_SECRET: 'the secret that the issuer gave',
  REPLI_OIDC_NAME: 'Example login',
  REPLI_OIDC_SCOPE: 'openid email profile groups',
  REPLI_OIDC_ROLE_CLAIM: 'groups',
  REPLI_OIDC_ROLES: 'sre-leads=admin,on-call=commander,*=viewer',
  REPLI_GITHUB_URL: 'https://github.com',
  REPLI_GITHUB_CLIENT_ID: 'Iv1.0123456789abcdef',
  REPLI_GITHUB_CLIENT_SECRET: 'the secret that GitHub gave',
} as const;
export type SettingName = keyof typeof EXAMPLES;
export const SETTING_NAMES = Object.keys(EXAMPLES) as SettingName[];

const absoluteUrl = (protocols: string[], expected: string) =>
  z.string(expected).refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), expected);

const port = 'a port number between 1 and 65535';
const days = 'a number of days between 1 and 3650';
const keys = '32 bytes in base64; several with commas between, the one that seals first';
const schema = z.object({
  DATABASE_URL: absoluteUrl(['postgres:', 'postgresql:'], 'a PostgreSQL URL that starts with postgresql://'),
  PORT: z.coerce.number(port).int(port).min(1, port).max(65_535, port).default(3000),
  REPLI_ROLE: z.enum(['all', 'web', 'worker'], 'one of: all, web, worker').default('all'),
  REPLI_URL: absoluteUrl(['http:', 'https:'], 'the address people open, starting with http:// or https://')
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  NEXTAUTH_SECRET: z.string('at least 32 characters, kept secret').min(32, 'at least 32 characters, kept secret'),
  REPLI_DATA_DIR: z.string().min(1, 'a directory that Repli may write to').default('.data'),
  REPLI_LAB: z.enum(['on', 'off'], 'on or off').default('off'),
  REPLI_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'one of: fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
  REPLI_SAMPLE_DAYS: z.coerce.number(days).int(days).min(1, days).max(3_650, days).default(30),
  REPLI_CREDENTIAL_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=([\s,]+[A-Za-z0-9+/]{43}=)*$/, keys)
    .optional(),
  ...signOnShape,
});

export interface Settings {
  databaseUrl: string;
  port: number;
  /** Which parts this process runs: the pages, the worker, or both. */
  role: 'all' | 'web' | 'worker';
  /** Public address without a slash at its end. */
  url: string;
  secret: string;
  dataDir: string;
  lab: boolean;
  logLevel: z.infer<typeof schema>['REPLI_LOG_LEVEL'];
  /** How long the samples of closed incidents' checks are kept. */
  sampleDays: number;
  /** Keys of stored credentials, the one that seals first; without it they are in a file of the data directory. */
  credentialKeys: string | undefined;
  /** Signing in elsewhere, where it is set up. */
  oidc: SignOnSettings['oidc'];
  github: SignOnSettings['github'];
}

export interface SettingProblem {
  name: string;
  expected: string;
  example: string;
}

/** Lists every wrong setting at once. Holds no value: a mistyped secret must not end in a log. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: SettingProblem[]) {
    const lines = problems.map(
      ({ name, expected, example }) => `  ${name}: expected ${expected}. Example: ${name}=${example}`,
    );
    super(
      `Repli cannot start: ${problems.length} wrong setting${problems.length > 1 ? 's' : ''}.\n${lines.join('\n')}`,
    );
  }
}

/** Reads the settings from an environment; an empty value counts as absent. Throws SettingsError. */
export function parseSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  const lacking = missingOf(given).map((name) => ({ path: [name], message: 'a value, since its companions have one' }));
  if (!parsed.success) throw new SettingsError([...parsed.error.issues, ...lacking].map(problem));
  if (lacking.length > 0) throw new SettingsError(lacking.map(problem));
  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL,
    port: value.PORT,
    role: value.REPLI_ROLE,
    url: value.REPLI_URL ?? `http://localhost:${value.PORT}`,
    secret: value.NEXTAUTH_SECRET,
    dataDir: value.REPLI_DATA_DIR,
    lab: value.REPLI_LAB === 'on',
    logLevel: value.REPLI_LOG_LEVEL,
    sampleDays: value.REPLI_SAMPLE_DAYS,
    credentialKeys: value.REPLI_CREDENTIAL_KEY,
    ...signOnOf(value),
  };
}

function problem(issue: { path: PropertyKey[]; message: string }): SettingProblem {
  const name = String(issue.path[0]) as SettingName;
  return { name, expected: issue.message, example: EXAMPLES[name] };
}

let parsedOnce: Settings | undefined;

/** The process's settings, parsed on the first call. Throws SettingsError. */
export function settings(): Settings {
  parsedOnce ??= parseSettings(process.env);
  return parsedOnce;
}
