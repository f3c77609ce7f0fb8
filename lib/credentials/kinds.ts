/** Fields of each kind of credential; the first one is what `credential:name` means without a field. */
export const CREDENTIAL_KINDS = {
  token: { fields: ['value'], optional: [] },
  'aws-keys': { fields: ['secretAccessKey', 'accessKeyId'], optional: ['sessionToken'] },
  'aws-role': { fields: ['roleArn'], optional: ['externalId', 'secretAccessKey', 'accessKeyId', 'sessionToken'] },
  login: { fields: ['password', 'username'], optional: [] },
  kubeconfig: { fields: ['value'], optional: [] },
  registry: { fields: ['value'], optional: [] },
  'ssh-key': { fields: ['value'], optional: [] },
  address: { fields: ['value'], optional: [] },
} as const satisfies Record<string, { fields: readonly [string, ...string[]]; optional: readonly string[] }>;

export type CredentialKind = keyof typeof CREDENTIAL_KINDS;
export const CREDENTIAL_KIND_NAMES = Object.keys(CREDENTIAL_KINDS) as CredentialKind[];

export const mainField = (kind: CredentialKind): string => CREDENTIAL_KINDS[kind].fields[0];

export const fieldsOfKind = (kind: CredentialKind): readonly string[] => [
  ...CREDENTIAL_KINDS[kind].fields,
  ...CREDENTIAL_KINDS[kind].optional,
];
