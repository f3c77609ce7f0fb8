import { randomUUID } from 'node:crypto';
import {
  type Change,
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  DeleteHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { route53 } from '@/lib/providers/route53';
import type { World } from '../../contract/fixture';
import { awsWorld, clientOptions } from './engine';

const NAME = 'api.shop.example';

const weighted = (SetIdentifier: string, Weight: number) => ({
  Name: NAME,
  Type: 'A' as const,
  TTL: 60,
  SetIdentifier,
  Weight,
  ResourceRecords: [{ Value: '192.0.2.10' }],
});

/** Two weighted records in a hosted zone of their own, all on green. */
export async function weightedRecords(): Promise<World> {
  const client = new Route53Client(clientOptions);
  const zone = await client.send(new CreateHostedZoneCommand({ Name: 'shop.example', CallerReference: randomUUID() }));
  const id = zone.HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  const change = (Changes: Change[]) =>
    client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: id, ChangeBatch: { Changes } }));
  const records = async () => {
    const { ResourceRecordSets } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: id }));
    return (ResourceRecordSets ?? []).filter(({ SetIdentifier }) => SetIdentifier !== undefined);
  };
  await change([
    { Action: 'CREATE', ResourceRecordSet: weighted('blue', 0) },
    { Action: 'CREATE', ResourceRecordSet: weighted('green', 100) },
  ]);
  const own = {
    config: { hostedZone: id, name: NAME, stepPercent: 4 },
    isWrite: (call: string) => /^POST \S*\/rrset/.test(call),
    secrets: [],
    async remove() {
      const left = (await records()).map((record) => ({ Action: 'DELETE' as const, ResourceRecordSet: record }));
      if (left.length > 0) await change(left);
      await client.send(new DeleteHostedZoneCommand({ Id: id }));
      client.destroy();
    },
  };
  return awsWorld(route53, own, {
    everything: async () => JSON.stringify(await records()),
    contentOf: async (revision) => revision,
    deploySlipsIn: async () => void (await change([{ Action: 'UPSERT', ResourceRecordSet: weighted('green', 77) }])),
    unknownRevision: 'blue=41,green=59',
  });
}
