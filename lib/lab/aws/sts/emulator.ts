import * as sdk from '@aws-sdk/client-sts';
import { z } from 'zod';
import type { Call, Emulator } from '../../emulator/contract';
import type { Identity } from '../access';
import { queryWire } from '../query';

const emulatorOptions = z.object({
  region: z.string().default('eu-west-3'),
  accessKeyId: z.string().default('AKIAEMULATOR'),
  sessionToken: z.string().optional(),
});

/** Who an emulator's one identity is: the words of `denied` in ../access name the same. */
const CALLER = {
  UserId: 'AROAEMULATOR:console',
  Account: '123456789012',
  Arn: 'arn:aws:sts::123456789012:assumed-role/repli/console',
};

/** STS in miniature: it says whose credentials signed the call. */
export function stsEmulator(input: Record<string, unknown>): Emulator {
  const identity: Identity = emulatorOptions.parse(input);
  return {
    ...stsWire(identity),
    actions: {
      expireCredentials() {
        identity.expired = true;
      },
    },
    everything: () => CALLER,
  };
}

/** "No permissions are required to perform this operation", not even against an explicit deny (API reference, GetCallerIdentity). */
const stsWire = (identity: Identity) =>
  queryWire({
    sdk,
    service: 'sts',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    get identity() {
      return { ...identity, denied: [] };
    },
    operations: { GetCallerIdentity: () => ({ body: CALLER }) },
    writes: new Set(),
  });

/** The scope of the signature names the service (IAM user guide, "Create a signed AWS API request"). */
const isSts = ({ headers }: Call) => /Credential=[^,]+\/sts\/aws4_request/.test(headers.authorization ?? '');

/** The same emulator, which answers for STS too: an endpoint that is set in a component takes all its calls. */
export function withSts(emulator: Emulator, identity: Identity): Emulator {
  const sts = stsWire(identity);
  return {
    ...emulator,
    handle: (call) => (isSts(call) ? sts : emulator).handle(call),
    isWrite: (call) => !isSts(call) && emulator.isWrite(call),
    refusal: (fault, call) => (isSts(call) ? sts : emulator).refusal(fault, call),
  };
}
