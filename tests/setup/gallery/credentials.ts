import { type CredentialInput, saveCredential } from '@/lib/credentials/store';

const DAY = 24 * 60 * 60_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** Sealed, referred to, past its end and soon to be: what the page of credentials can show. */
const CREDENTIALS: Omit<CredentialInput, 'version'>[] = [
  {
    name: 'deploy',
    kind: 'aws-role',
    fields: { roleArn: 'arn:aws:iam::123456789012:role/repli-rollback-of-the-shop', externalId: 'env:AWS_EXTERNAL_ID' },
    expiresAt: null,
  },
  { name: 'git', kind: 'token', fields: { value: 'file:/run/secrets/git-token' }, expiresAt: inDays(9) },
  { name: 'hooks', kind: 'token', fields: { value: 'sealed for the pictures' }, expiresAt: inDays(-3) },
  {
    name: 'orders-database-read-only-replica-of-the-eu-west-3-region',
    kind: 'address',
    fields: { value: 'env:ORDERS_REPLICA_URL' },
    expiresAt: null,
  },
];

export async function seedCredentials(actor: string): Promise<void> {
  for (const credential of CREDENTIALS) {
    const saved = await saveCredential({ ...credential, version: 0 }, actor);
    if (!saved.ok) throw new Error(`credential ${credential.name}: ${saved.code}`);
  }
}
