import { describe, it } from 'vitest';
import { ecs } from '@/lib/providers/ecs';
import { rds } from '@/lib/providers/rds';
import { route53 } from '@/lib/providers/route53';
import { secretsManager } from '@/lib/providers/secrets-manager';
import { contractSuite } from '../contract/suite';
import { settledService } from './aws/ecs';
import { awsEndpointIsEmulator } from './aws/engine';
import { NOT_BY_AN_EMULATOR, NOT_BY_MOTO } from './aws/left-out';
import { snapshottedDatabase } from './aws/rds';
import { weightedRecords } from './aws/route53';
import { oftenReplaced } from './aws/secrets-manager';

describe.each([
  ['ecs', ecs, settledService],
  ['rds', rds, snapshottedDatabase],
  ['route53', route53, weightedRecords],
  ['secrets-manager', secretsManager, oftenReplaced],
] as const)('%s on an independent emulator', (id, provider, create) => {
  if (!awsEndpointIsEmulator) return void it.skip('is there');
  contractSuite(provider, create, { withFaults: true, leftOut: [...NOT_BY_AN_EMULATOR, ...NOT_BY_MOTO[id]] });
});
