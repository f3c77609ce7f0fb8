import { z } from 'zod';
import { parseReference, secretReference as reference, variableOf } from './reference';
import { quote } from './shell';

const profile = z.string().regex(/^[\w.@-]{1,100}$/);

/** Names an account, so it may be a reference as well. */
const roleArn = z
  .string()
  .max(2_048)
  .refine(
    (value) => /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(value) || parseReference(value)?.prefix === '',
    {
      error: 'Expected arn:aws:iam::ACCOUNT:role/NAME, or a reference to it',
    },
  );

const credentials = z.discriminatedUnion('kind', [
  /** What the SDK finds by itself: environment, ~/.aws, the role of the container or of the machine. */
  z.object({ kind: z.literal('default') }),
  /** A profile of ~/.aws/config where the console runs; it may assume a role or use single sign-on. */
  z.object({ kind: z.literal('profile'), profile }),
  z.object({
    kind: z.literal('keys'),
    accessKeyId: reference,
    secretAccessKey: reference,
    sessionToken: reference.optional(),
  }),
  /** A role that is assumed: by the keys that are given, else by the profile, else by what the SDK finds by itself. */
  z
    .object({
      kind: z.literal('role'),
      roleArn,
      /** What the owner of another account asks for beside the role (IAM user guide, "The confused deputy problem"). */
      externalId: reference.optional(),
      profile: profile.optional(),
      accessKeyId: reference.optional(),
      secretAccessKey: reference.optional(),
      sessionToken: reference.optional(),
    })
    .refine(({ accessKeyId, secretAccessKey }) => (accessKeyId === undefined) === (secretAccessKey === undefined), {
      error: 'accessKeyId and secretAccessKey go together',
      path: ['secretAccessKey'],
    })
    .refine((role) => role.profile === undefined || role.accessKeyId === undefined, {
      error: 'Choose one of profile and keys',
      path: ['profile'],
    }),
]);

/** What every adapter for Amazon asks for: where, and as whom. */
export const awsConfig = z.object({
  region: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, { error: 'Expected a region, such as eu-west-3' }),
  /** Another address of the API, for an emulator or a private endpoint. */
  endpoint: z.url().refine(isSafeEndpoint, { error: 'Expected https://, or http:// on this machine only' }).optional(),
  credentials: credentials.default({ kind: 'default' }),
  /** How long one call may take. */
  timeoutSeconds: z.number().positive().max(120).default(15),
});
export type AwsConfig = z.output<typeof awsConfig>;
/** The part of it that says where and as whom. Without a region the SDK takes that of the environment or the profile. */
export type AwsPlace = Pick<AwsConfig, 'endpoint' | 'credentials'> & { region?: string | undefined };

/** Resolves a reference such as `env:NAME`. */
interface Secrets {
  resolve(reference: string): Promise<string>;
}

function isSafeEndpoint(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'https:' || (protocol === 'http:' && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname));
}

/** Options of any client of the SDK. It does not retry by itself: the run does, and says so. */
export function awsClientOptions(config: AwsPlace, secrets: Secrets) {
  const { region, endpoint, credentials: wanted } = config;
  return {
    maxAttempts: 1,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(wanted.kind === 'profile' ? { profile: wanted.profile } : {}),
    ...(wanted.kind === 'keys' ? { credentials: () => resolveKeys(wanted, secrets) } : {}),
    ...(wanted.kind === 'role' ? { credentials: () => assumeRole(wanted, { region, endpoint }, secrets) } : {}),
  };
}

type Keys = Extract<AwsConfig['credentials'], { kind: 'keys' }>;
type Role = Extract<AwsConfig['credentials'], { kind: 'role' }>;

const SESSION_NAME = 'repli';

/** As whom the role is assumed. */
function sourceOf({
  profile,
  accessKeyId,
  secretAccessKey,
  sessionToken,
}: Role): Exclude<AwsConfig['credentials'], Role> {
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { kind: 'keys', accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  return profile === undefined ? { kind: 'default' } : { kind: 'profile', profile };
}

/**
 * AssumeRole for an hour, the default; the SDK asks again five minutes before its end. An endpoint of the component
 * takes these calls too. Errors: those of STS, and of the references.
 */
async function assumeRole(role: Role, place: Omit<AwsPlace, 'credentials'>, secrets: Secrets) {
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
  const [RoleArn, ExternalId] = await Promise.all([
    parseReference(role.roleArn) ? secrets.resolve(role.roleArn) : role.roleArn,
    role.externalId === undefined ? undefined : secrets.resolve(role.externalId),
  ]);
  const sts = new STSClient(awsClientOptions({ ...place, credentials: sourceOf(role) }, secrets));
  try {
    const input = { RoleArn, RoleSessionName: SESSION_NAME, ...(ExternalId === undefined ? {} : { ExternalId }) };
    const { Credentials: given } = await sts.send(new AssumeRoleCommand(input));
    if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error('STS answered without credentials');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
      ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
    };
  } finally {
    sts.destroy();
  }
}

async function resolveKeys(keys: Keys, secrets: Secrets) {
  const [accessKeyId, secretAccessKey, sessionToken] = await Promise.all([
    secrets.resolve(keys.accessKeyId),
    secrets.resolve(keys.secretAccessKey),
    keys.sessionToken === undefined ? undefined : secrets.resolve(keys.sessionToken),
  ]);
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    // Expired at once: the SDK then resolves the references again for its next call, so rotated keys are used.
    expiration: new Date(),
  };
}

/** What goes before and into commands of the AWS command line so that they reach the same place as the same person. */
export function awsCommandLine(config: AwsPlace): { setup: string[]; options: string } {
  const { region, endpoint, credentials: wanted } = config;
  const options = [
    ...(region === undefined ? [] : [`--region ${quote(region)}`]),
    ...(wanted.kind === 'profile' ? [`--profile ${quote(wanted.profile)}`] : []),
    ...(endpoint === undefined ? [] : [`--endpoint-url ${quote(endpoint)}`]),
  ];
  return { setup: setupOf(wanted, options), options: options.join(' ') };
}

function setupOf(wanted: AwsConfig['credentials'], options: readonly string[]): string[] {
  if (wanted.kind === 'keys') return [exportKeys(wanted)];
  if (wanted.kind !== 'role') return [];
  const source = sourceOf(wanted);
  const { roleArn, externalId } = wanted;
  const assume = [
    'aws sts assume-role',
    ...options,
    ...(source.kind === 'profile' ? [`--profile ${quote(source.profile)}`] : []),
    `--role-arn ${parseReference(roleArn) ? `"${expansion(roleArn)}"` : quote(roleArn)}`,
    `--role-session-name ${SESSION_NAME}`,
    ...(externalId === undefined ? [] : [`--external-id "${expansion(externalId)}"`]),
    "--query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text",
  ];
  return [
    ...(source.kind === 'keys' ? [exportKeys(source)] : []),
    `set -- $(${assume.join(' ')})`,
    `AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3; export ${KEY_VARIABLES.join(' ')}`,
  ];
}

const KEY_VARIABLES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** Without these references at hand the credentials of whoever runs the script are used. */
function exportKeys(keys: Keys): string {
  const variables = [
    ['AWS_ACCESS_KEY_ID', keys.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', keys.secretAccessKey],
    ['AWS_SESSION_TOKEN', keys.sessionToken],
  ] as const;
  const set = variables.flatMap(([name, from]) => (from === undefined ? [] : [`${name}=${expansion(from)}`]));
  const names = variables.flatMap(([name, from]) => (from === undefined ? [] : [name]));
  return `if ${isAtHand(keys.secretAccessKey)}; then ${set.join(' ')}; export ${names.join(' ')}; fi`;
}

// Unquoted on purpose: an assignment does not split words, and nothing in it looks like a secret itself.
const expansion = (from: string) =>
  from.startsWith('file:') ? `$(cat ${quote(from.slice(5))})` : `$${variableOf(from)}`;
const isAtHand = (from: string) =>
  from.startsWith('file:') ? `[ -r ${quote(from.slice(5))} ]` : `[ -n "\${${variableOf(from)}:-}" ]`;
