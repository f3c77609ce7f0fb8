import path from 'node:path';
import { z } from 'zod';
import type { EmulatorControl } from '@/lib/lab/emulator/client';
import { startEmulator } from '@/lib/lab/emulator/start';
import { composeCase } from '@/tests/contract/fixtures/compose';

const LAB = path.resolve(import.meta.dirname, '../../../lib/lab');

export interface StartedPlatform {
  config: Record<string, unknown>;
  control: EmulatorControl;
  close(): Promise<void>;
}

/** A platform of the bench: its emulator, in a process of its own, and how one sees from outside that it came to rest. */
export interface PlatformKind {
  /** The provider's id. */
  id: string;
  label: string;
  /** `secret` is a `file:` reference to `value`. */
  start(secret: string, value: string): Promise<StartedPlatform>;
  /** Whether all that it holds says so; or how long after the write it does. */
  rest: ((everything: unknown) => boolean) | { afterMs: number };
}

const emulator = (name: string, options: Record<string, unknown>) =>
  startEmulator(path.join(LAB, name, 'main.ts'), options);

const deployment = z.object({
  metadata: z.object({ generation: z.number() }),
  spec: z.object({ replicas: z.number() }),
  status: z.object({
    observedGeneration: z.number(),
    replicas: z.number(),
    updatedReplicas: z.number(),
    availableReplicas: z.number(),
  }),
});

/** Three pods one after another: a pod is ready after `startSteps` looks of the controllers, `stepMs` apart. */
export const kubernetes = (speed: { stepMs: number; startSteps: number }): PlatformKind => ({
  id: 'kubernetes',
  label: 'Kubernetes',
  async start(token, value) {
    const { url, ...started } = await emulator('kubernetes', { token: value, ...speed, revisions: 4 });
    return { ...started, config: { server: url, token, namespace: 'shop', workload: 'deployment/web' } };
  },
  rest(everything) {
    const held = z.record(z.string(), z.unknown()).parse(everything);
    const { metadata, spec, status } = deployment.parse(held['deployments/shop/web']);
    const counts = [status.replicas, status.updatedReplicas, status.availableReplicas];
    return status.observedGeneration === metadata.generation && counts.every((count) => count === spec.replicas);
  },
});

const services = z.object({
  services: z.tuple([z.object({ deployments: z.array(z.object({ rolloutState: z.string() })) })]),
});

const ecs: PlatformKind = {
  id: 'ecs',
  label: 'Amazon ECS',
  async start(secret, value) {
    const { url, ...started } = await emulator('aws/ecs', { accessKeyId: value, stepMs: 100 });
    const credentials = { kind: 'keys', accessKeyId: secret, secretAccessKey: secret };
    const config = { region: 'eu-west-3', cluster: 'shop', service: 'api', endpoint: url, credentials };
    return { ...started, config };
  },
  rest(everything) {
    const [{ deployments }] = services.parse(everything).services;
    return deployments.every(({ rolloutState }) => rolloutState === 'COMPLETED');
  },
};

const project = z.object({ request: z.object({ jobStatus: z.string() }).nullable() });

const vercel: PlatformKind = {
  id: 'vercel',
  label: 'Vercel',
  async start(token, value) {
    const { url, ...started } = await emulator('vercel', { token: value, history: 6, stepMs: 300 });
    return { ...started, config: { project: 'shop', token, baseUrl: url } };
  },
  rest: (everything) => [undefined, 'succeeded'].includes(project.parse(everything).request?.jobStatus),
};

const CONTAINER_STARTS_MS = 500;
const compose: PlatformKind = {
  id: 'compose',
  label: 'Docker Compose',
  async start(secret) {
    const { config, emulator: started, close } = await composeCase({ stepMs: CONTAINER_STARTS_MS });
    return { control: started.control, close, config: { ...config, variables: { DB_PASSWORD: secret } } };
  },
  rest: { afterMs: CONTAINER_STARTS_MS },
};

const INSYNC_MS = 500;
const route53: PlatformKind = {
  id: 'route53',
  label: 'Route 53',
  async start(secret, value) {
    const { url, ...started } = await emulator('aws/route53', { accessKeyId: value, insyncMs: INSYNC_MS });
    const credentials = { kind: 'keys', accessKeyId: secret, secretAccessKey: secret };
    const config = { hostedZone: 'Z0SHOP', name: 'api.shop.example', endpoint: url, credentials };
    return { ...started, config };
  },
  rest: { afterMs: INSYNC_MS },
};

export const KINDS: PlatformKind[] = [kubernetes({ stepMs: 100, startSteps: 3 }), ecs, vercel, compose, route53];
