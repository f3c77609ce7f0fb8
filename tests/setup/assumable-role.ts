import * as sdk from '@aws-sdk/client-sts';
import { AwsFault } from '@/lib/lab/aws/fault';
import { queryWire } from '@/lib/lab/aws/query';
import { secretsManagerEmulator } from '@/lib/lab/aws/secrets-manager/emulator';
import type { Call, Emulator } from '@/lib/lab/emulator/contract';

/** What STS gives whoever may assume the role; nobody else's keys open the secret. */
export const SESSION = {
  accessKeyId: 'ASIAASSUMEDROLE',
  secretAccessKey: 'canary-assumed-s3cret',
  token: 'canary-assumed-t0ken',
};
export const ROLE = {
  arn: 'arn:aws:iam::123456789012:role/rollback',
  externalId: 'canary-external-1d',
  source: 'AKIASOURCE',
};
const HOUR_MS = 3_600_000;

/** A secret that only the session of a role opens, and the STS that gives it, at one address as a component sees it. */
export function behindARole(): Emulator & { assumed: () => number } {
  const secrets = secretsManagerEmulator({ accessKeyId: SESSION.accessKeyId, sessionToken: SESSION.token });
  let assumed = 0;
  const sts = queryWire({
    sdk,
    service: 'sts',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    identity: { accessKeyId: ROLE.source, region: 'eu-west-3' },
    operations: {
      AssumeRole({ RoleArn, RoleSessionName, ExternalId }: sdk.AssumeRoleCommandInput) {
        // One answer for a role that is not there, one that trusts others, and a wrong external id (IAM user guide).
        if (RoleArn !== ROLE.arn || ExternalId !== ROLE.externalId)
          throw new AwsFault(
            'AccessDenied',
            `User: arn:aws:iam::123456789012:user/console is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
            403,
          );
        assumed += 1;
        const Arn = `${ROLE.arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${RoleSessionName}`;
        return {
          body: {
            Credentials: {
              AccessKeyId: SESSION.accessKeyId,
              SecretAccessKey: SESSION.secretAccessKey,
              SessionToken: SESSION.token,
              Expiration: new Date(Date.now() + HOUR_MS).toISOString(),
            },
            AssumedRoleUser: { AssumedRoleId: `AROAEMULATOR:${RoleSessionName}`, Arn },
          },
        };
      },
    },
    writes: new Set(),
  });
  // The scope of the signature names the service.
  const wireOf = ({ headers }: Call) => (/\/sts\/aws4_request/.test(headers.authorization ?? '') ? sts : secrets);
  return { ...secrets, handle: (call) => wireOf(call).handle(call), assumed: () => assumed };
}
