import type { Provider } from '@/lib/providers/contract';
import { createCredentials } from '@/lib/providers/credentials';
import type { World } from '../../contract/fixture';
import { AWS_SECRETS, awsComponent } from '../../contract/fixtures/emulated';
import { startHttpRelay, WIRE_FAULTS } from '../http-relay';

/** Where an emulator of Amazon's answers, by the variable that Amazon's own tools read. Never Amazon itself. */
export const awsEndpoint = process.env.AWS_ENDPOINT_URL;

export const awsEndpointIsEmulator =
  awsEndpoint !== undefined && !/(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(awsEndpoint).hostname);

/** How a fixture's own client of the SDK reaches the emulator. */
export const clientOptions = {
  region: 'eu-west-3',
  endpoint: awsEndpoint ?? '',
  credentials: { accessKeyId: 'AKIACONFORMANCE', secretAccessKey: 'conformance' },
};

interface Own {
  config: Record<string, unknown>;
  /** Of the lines that `isWrite` is asked of: method, path, operation, body. */
  isWrite(call: string): boolean;
  secrets: string[];
  remove(): Promise<void>;
}

/** A world on an emulator that somebody else wrote, behind a wire that counts and fails. */
export async function awsWorld<C>(
  provider: Provider<C>,
  own: Own,
  rest: Pick<World, 'contentOf' | 'deploySlipsIn' | 'everything' | 'unknownRevision'>,
): Promise<World> {
  const relay = await startHttpRelay(clientOptions.endpoint, { isWrite: own.isWrite });
  const component = awsComponent(relay.url, own.config);
  return {
    ...rest,
    component,
    connect: () =>
      provider.connect(provider.config.parse(component.config), {
        clock: () => new Date(),
        credentials: createCredentials(component.env),
        cacheDir: '/nonexistent',
      }),
    writes: async () => relay.calls.filter(own.isWrite).length,
    fault: relay.fault,
    faults: WIRE_FAULTS,
    whenHeld: relay.whenHeld,
    secrets: [...Object.values(AWS_SECRETS), ...own.secrets],
    traces: async () => relay.calls.join('\n'),
    async close() {
      await relay.close();
      await own.remove();
    },
  };
}
