import * as sdk from '@aws-sdk/client-route-53';
import { z } from 'zod';
import type { Emulator } from '../../emulator/contract';
import type { Identity } from '../access';
import { AwsFault } from '../fault';
import { type Route, type XmlAnswer, xmlWire } from '../rest-xml';
import { withSts } from '../sts/emulator';
import { change, normalName, sortKey, type Zone } from './zone';

/** What the process that starts it says. */
export const route53Options = z.object({
  accessKeyId: z.string().default('AKIAEMULATOR'),
  sessionToken: z.string().optional(),
  hostedZone: z.string().default('Z0SHOP'),
  name: z.string().default('api.shop.example'),
  weights: z.object({ blue: z.number(), green: z.number() }).default({ blue: 0, green: 100 }),
  ttlSeconds: z.number().default(60),
  /** How long a change is PENDING; Route 53 says "within 60 seconds". */
  insyncMs: z.number().min(0).default(8_000),
});

interface World {
  zone: Zone;
  changes: { id: string; atMs: number; comment: string | undefined }[];
  insyncMs: number;
}

/** Route 53 in miniature: one hosted zone with a weighted pair and records around it. */
export function route53Emulator(input: Record<string, unknown>): Emulator {
  const options = route53Options.parse(input);
  const { accessKeyId, sessionToken, insyncMs } = options;
  const identity: Identity = { accessKeyId, region: 'us-east-1', sessionToken };
  const world: World = { zone: seeded(options), changes: [], insyncMs };
  const wire = xmlWire({
    sdk,
    service: 'route53',
    namespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
    identity,
    routes: routes(world),
  });
  const emulator: Emulator = {
    ...wire,
    actions: {
      /** Somebody changes records. */
      change(args) {
        const changes = z.array(
          z.object({ Action: z.enum(['CREATE', 'DELETE', 'UPSERT']), ResourceRecordSet: z.any() }),
        );
        change(world.zone, { Changes: z.object({ changes }).parse(args).changes });
      },
      expireCredentials() {
        identity.expired = true;
      },
      deny(args) {
        identity.denied = z.object({ actions: z.array(z.string()) }).parse(args).actions;
      },
    },
    everything: () => world.zone,
  };
  return withSts(emulator, identity);
}

function seeded({ hostedZone, name, weights, ttlSeconds }: z.output<typeof route53Options>): Zone {
  const zone: Zone = { id: hostedZone, sets: [] };
  const record = (SetIdentifier: 'blue' | 'green', Value: string): sdk.ResourceRecordSet => ({
    Name: name,
    Type: 'A',
    SetIdentifier,
    Weight: weights[SetIdentifier],
    TTL: ttlSeconds,
    ResourceRecords: [{ Value }],
  });
  const plain = (Name: string): sdk.ResourceRecordSet => ({
    Name,
    Type: 'A',
    TTL: 300,
    ResourceRecords: [{ Value: '192.0.2.80' }],
  });
  const sets = [record('blue', '192.0.2.10'), record('green', '192.0.2.20'), plain(`a.${name}`), plain(`x${name}`)];
  change(zone, { Changes: sets.map((ResourceRecordSet) => ({ Action: 'CREATE', ResourceRecordSet })) });
  return zone;
}

function routes(world: World): Route[] {
  return [
    {
      operation: 'ListResourceRecordSets',
      method: 'GET',
      path: /^\/2013-04-01\/hostedzone\/(?<HostedZoneId>\w+)\/rrset\/?$/,
      answer: (input: sdk.ListResourceRecordSetsRequest) => list(world, input),
    },
    {
      operation: 'ChangeResourceRecordSets',
      method: 'POST',
      path: /^\/2013-04-01\/hostedzone\/(?<HostedZoneId>\w+)\/rrset\/?$/,
      write: true,
      answer: (input: sdk.ChangeResourceRecordSetsRequest) => changeSets(world, input),
    },
    {
      operation: 'GetChange',
      method: 'GET',
      path: /^\/2013-04-01\/change\/(?<Id>\w+)$/,
      answer: ({ Id }: sdk.GetChangeRequest) => ({
        element: 'GetChangeResponse',
        body: { ChangeInfo: changeInfo(world, Id ?? '') },
      }),
    },
  ];
}

/** From a name, type and identifier on; at most 300 a page (ListResourceRecordSets of the API reference). */
function list(world: World, input: sdk.ListResourceRecordSetsRequest): XmlAnswer {
  inZone(world, input.HostedZoneId);
  if (input.StartRecordType && !input.StartRecordName)
    throw new AwsFault('InvalidInput', 'A start type needs a start name.');
  const start = sortKey({
    Name: input.StartRecordName,
    Type: input.StartRecordType,
    SetIdentifier: input.StartRecordIdentifier,
  });
  const from = input.StartRecordName ? world.zone.sets.filter((set) => sortKey(set) >= start) : world.zone.sets;
  const MaxItems = Math.min(input.MaxItems ?? 300, 300);
  const next = from[MaxItems];
  return {
    element: 'ListResourceRecordSetsResponse',
    body: {
      ResourceRecordSets: { ResourceRecordSet: from.slice(0, MaxItems).map(setView) },
      IsTruncated: next !== undefined,
      MaxItems,
      NextRecordName: next && normalName(next.Name),
      NextRecordType: next?.Type,
      NextRecordIdentifier: next?.SetIdentifier,
    },
  };
}

const setView = ({ ResourceRecords, ...set }: sdk.ResourceRecordSet) => ({
  ...set,
  ...(ResourceRecords && { ResourceRecords: { ResourceRecord: ResourceRecords } }),
});

function changeSets(world: World, { HostedZoneId, ChangeBatch }: sdk.ChangeResourceRecordSetsRequest): XmlAnswer {
  inZone(world, HostedZoneId);
  const isNew = change(world.zone, ChangeBatch ?? { Changes: [] });
  const id = `C${String(world.changes.length + 1).padStart(13, '0')}`;
  world.changes.push({ id, atMs: Date.now(), comment: ChangeBatch?.Comment });
  return {
    element: 'ChangeResourceRecordSetsResponse',
    body: { ChangeInfo: changeInfo(world, id) },
    ...(isNew ? { changed: 'records' } : {}),
  };
}

/** PENDING until all servers know it, then INSYNC (GetChange of the API reference). */
function changeInfo({ changes, insyncMs }: World, id: string) {
  const found = changes.find((each) => each.id === id);
  if (!found) throw new AwsFault('NoSuchChange', `Could not find resource with ID: ${id}`, 404);
  return {
    Id: `/change/${id}`,
    Status: Date.now() - found.atMs >= insyncMs ? 'INSYNC' : 'PENDING',
    SubmittedAt: new Date(found.atMs).toISOString(),
    Comment: found.comment,
  };
}

function inZone({ zone }: World, id: string | undefined): void {
  if (zone.id !== id) throw new AwsFault('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404);
}
