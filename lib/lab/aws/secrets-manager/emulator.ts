import { createHash } from 'node:crypto';
import * as sdk from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { Emulator } from '../../emulator/contract';
import { jsonWire } from '../json';
import { withSts } from '../sts/emulator';
import { actions, addVersion } from './actions';
import { operations, WRITES } from './operations';
import { attach } from './stages';
import { ACCOUNT, type World } from './world';

const DAY_MS = 86_400_000;

/** What the process that starts it says. */
const emulatorOptions = z.object({
  region: z.string().default('eu-west-3'),
  accessKeyId: z.string().default('AKIAEMULATOR'),
  sessionToken: z.string().optional(),
  name: z.string().default('shop/database-url'),
  /** Values stored one day after the other; the last is current, the one before it AWSPREVIOUS, the others have no stage. */
  values: z.array(z.string().min(1)).min(1).default(['postgres://shop:first@db.example/shop']),
  /** What `state()` answered earlier. */
  state: z.custom<Pick<World, 'secret'>>().optional(),
});

/** Secrets Manager in miniature: one secret with its versions and stages. */
export function secretsManagerEmulator(input: Record<string, unknown>): Emulator {
  const options = emulatorOptions.parse(input);
  const world = { ...seeded(options), ...options.state };
  const wire = jsonWire({
    sdk,
    service: 'secretsmanager',
    target: 'secretsmanager',
    identity: world.identity,
    operations: operations(world),
    writes: WRITES,
  });
  const emulator: Emulator = {
    ...wire,
    actions: actions(world),
    state: () => ({ secret: world.secret }),
    everything: () => ({
      ...world.secret,
      versions: world.secret.versions.map(({ value, ...version }) => ({ ...version, digest: digestOf(value) })),
    }),
  };
  return withSts(emulator, world.identity);
}

function seeded({ region, accessKeyId, sessionToken, name, values }: z.output<typeof emulatorOptions>): World {
  const world: World = {
    region,
    identity: { accessKeyId, region, sessionToken },
    secret: {
      name,
      // Amazon adds a hyphen and six characters (CreateSecret, `Name`).
      arn: `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:${name}-AbCdEf`,
      versions: [],
      rotation: { enabled: false, everyDays: 0 },
      replicas: [],
    },
  };
  for (const [index, value] of values.entries())
    attach(world.secret, 'AWSCURRENT', addVersion(world, value, Date.now() - (values.length - index) * DAY_MS));
  return world;
}

const digestOf = (value: string) => createHash('sha256').update(value).digest('hex').slice(0, 16);
