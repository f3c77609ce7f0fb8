import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { secretsManager } from '@/lib/providers/secrets-manager';
import type { World } from '../../contract/fixture';
import { awsWorld, clientOptions } from './engine';

const VERSIONS = 26;

/** Ids that fall with time: where an emulator keeps no dates, the newest is still the first of equals. */
const tokenOf = (number: number): string => `${String(9_999 - number).padStart(8, '0')}-${randomUUID().slice(9)}`;
const PASSWORD = 'canary-database-password';

/** A secret of its own that was replaced often; a stage keeps each version, as Amazon drops those without one. */
export async function oftenReplaced(): Promise<World> {
  const client = new SecretsManagerClient(clientOptions);
  const SecretId = `repli-conformance/${randomUUID().slice(0, 8)}`;
  const valueAt = (number: number | string) => `postgres://shop:${PASSWORD}@db-${number}.example:5432/shop`;
  let made = 0;
  const put = (number: number | string) =>
    client.send(
      new PutSecretValueCommand({
        SecretId,
        ClientRequestToken: tokenOf(++made),
        SecretString: valueAt(number),
        VersionStages: ['AWSCURRENT', `kept-${number}`],
      }),
    );
  await client.send(
    new CreateSecretCommand({ Name: SecretId, SecretString: valueAt(0), ClientRequestToken: tokenOf(0) }),
  );
  for (let number = 1; number <= VERSIONS; number++) await put(number);
  const versions = async () => {
    const { Versions } = await client.send(
      new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true, MaxResults: 100 }),
    );
    return (Versions ?? []).map(({ VersionId, VersionStages }) => [VersionId, ...(VersionStages ?? []).sort()].join());
  };
  const own = {
    config: { region: clientOptions.region, secretId: SecretId },
    // Stages that only keep a version are checkpoints.
    isWrite: (call: string) => /UpdateSecretVersionStage .*"AWSCURRENT"/.test(call),
    secrets: [PASSWORD],
    async remove() {
      await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
      client.destroy();
    },
  };
  return awsWorld(secretsManager, own, {
    everything: async () => (await versions()).sort().join('\n'),
    contentOf: async (VersionId) =>
      (await client.send(new GetSecretValueCommand({ SecretId, VersionId }))).SecretString ?? '',
    deploySlipsIn: async () => void (await put('slipped-in')),
    unknownRevision: '00000000-0000-4000-8000-000000000000',
  });
}
