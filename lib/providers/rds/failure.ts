import { awsCodeOf } from '../aws-error';
import { ProviderError, type ProviderErrorCode } from '../error';

type Reading = [code: ProviderErrorCode, sentence: (name: string, said: string) => string];

/** Errors of RDS that need a sentence of their own (RestoreDBInstanceFromDBSnapshot and others, "Errors"). */
const READINGS: Record<string, Reading> = {
  InstanceQuotaExceeded: [
    'failed',
    () =>
      'The account has as many DB instances as it may have in this region, and nothing was restored: ask for more in Service Quotas, or delete an instance that nobody needs, then retry.',
  ],
  DBClusterQuotaExceeded: [
    'failed',
    () =>
      'The account has as many DB clusters as it may have in this region, and nothing was restored: ask for more in Service Quotas, or delete a cluster that nobody needs, then retry.',
  ],
  StorageQuotaExceeded: [
    'failed',
    () =>
      'The account has as much database storage as it may have in this region, and nothing was restored: ask for more in Service Quotas, then retry.',
  ],
  InsufficientDBInstanceCapacity: [
    'unavailable',
    (name) => `Amazon has no room right now for an instance of the class of ${name}: Repli asks again.`,
  ],
  InsufficientDBClusterCapacity: [
    'unavailable',
    (name) => `Amazon has no room right now for a cluster like the ${name}: Repli asks again.`,
  ],
  InvalidDBClusterState: ['unavailable', (name, said) => `Amazon is busy with ${name} (${said}): Repli asks again.`],
  InvalidDBInstanceState: ['unavailable', (name, said) => `Amazon is busy with ${name} (${said}): Repli asks again.`],
  InvalidDBSnapshotState: [
    'unavailable',
    (_name, said) => `The snapshot cannot be restored yet (${said}): Repli asks again.`,
  ],
  InvalidDBClusterSnapshotState: [
    'unavailable',
    (_name, said) => `The snapshot cannot be restored yet (${said}): Repli asks again.`,
  ],
  DBClusterSnapshotNotFound: ['not_found', () => 'Amazon has no such snapshot any more: choose another restore point.'],
  DBSnapshotNotFound: ['not_found', () => 'Amazon has no such snapshot any more: choose another restore point.'],
  DBInstanceNotFound: [
    'not_found',
    (name) => `Amazon has no instance of the ${name}: correct the component in the catalogue.`,
  ],
  DBClusterNotFound: [
    'not_found',
    (name) => `Amazon has no cluster of the ${name}: correct the component in the catalogue.`,
  ],
  InvalidRestore: [
    'invalid_target',
    (_name, said) => `Amazon cannot restore to this time (${said}): choose a time in the window, or a snapshot.`,
  ],
  PointInTimeRestoreNotEnabled: [
    'invalid_target',
    (name) => `Automated backups of the ${name} are off: choose a snapshot instead of a time.`,
  ],
  KMSKeyNotAccessible: [
    'auth',
    (name) =>
      `The key that encrypts the ${name} cannot be used by these credentials: allow kms:CreateGrant and kms:DescribeKey on it.`,
  ],
};

/** The same error in words of databases, where RDS means something that others do not. */
export function rdsFailure(error: unknown, name: string): unknown {
  if (!(error instanceof ProviderError)) return error;
  const reading = READINGS[rdsCodeOf(error)];
  if (!reading) return error;
  const [code, sentence] = reading;
  return new ProviderError(code, sentence(name, saidBy(error)), { cause: error.cause });
}

/** Amazon's own words, without its code before them. */
export const saidBy = ({ cause }: ProviderError): string =>
  cause instanceof Error ? cause.message.replace(/^\w+: /, '').replace(/\.$/, '') : '';

/** `DBInstanceNotFoundFault` → `DBInstanceNotFound`: the SDK names some faults otherwise than the wire. */
export const rdsCodeOf = (error: unknown): string => awsCodeOf(error).replace(/Fault$/, '');
