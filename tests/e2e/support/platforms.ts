import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { EmulatorControl } from '@/lib/lab/emulator/client';
import { startEmulator } from '@/lib/lab/emulator/start';
import { composeCase } from '../../contract/fixtures/compose';
import type { Installation } from './installation';

const LAB = path.resolve(import.meta.dirname, '../../../lib/lab');
const TOKEN = 'token-of-the-emulators';

interface Part {
  provider: string;
  config: Record<string, unknown>;
  control: EmulatorControl;
  close(): Promise<void>;
}

interface Making {
  installation: Installation;
  /** A reference to what every emulator takes for a credential. */
  token: string;
  /** How fast rollouts go. */
  stepMs: number;
}

function amazon(installation: Installation, token: string, endpoint: string, what: Record<string, string>) {
  const accessKeyId = `file:${installation.keep('key-id', 'AKIAEMULATOR')}`;
  return { region: 'eu-west-3', endpoint, credentials: { kind: 'keys', accessKeyId, secretAccessKey: token }, ...what };
}

/** A component on each platform, emulated in a process beside this one. */
const PARTS = {
  async web({ token, stepMs }) {
    const options = { token: TOKEN, revisions: 4, stepMs, startSteps: 4 };
    const { url, ...emulator } = await startEmulator(path.join(LAB, 'kubernetes/main.ts'), options);
    const config = { server: url, token, namespace: 'shop', workload: 'deployment/web' };
    return { provider: 'kubernetes', config, ...emulator };
  },
  async api({ installation, token, stepMs }) {
    const options = { revisions: 4, stepMs: stepMs * 3 };
    const { url, ...emulator } = await startEmulator(path.join(LAB, 'aws/ecs/main.ts'), options);
    return {
      provider: 'ecs',
      config: amazon(installation, token, url, { cluster: 'shop', service: 'api' }),
      ...emulator,
    };
  },
  async database({ installation, token, stepMs }) {
    const options = { restoreMs: stepMs * 4, snapshotMs: stepMs };
    const { url, ...emulator } = await startEmulator(path.join(LAB, 'aws/rds/main.ts'), options);
    return { provider: 'rds', config: amazon(installation, token, url, { instance: 'shop-db' }), ...emulator };
  },
  async url({ installation, token }) {
    const options = { values: ['postgres://shop:canary-database-password@old-db.example.com:5432/shop'] };
    const { url, ...emulator } = await startEmulator(path.join(LAB, 'aws/secrets-manager/main.ts'), options);
    const config = amazon(installation, token, url, { secretId: 'shop/database-url' });
    return { provider: 'secrets-manager', config, ...emulator };
  },
  async site({ token }) {
    const { url, ...emulator } = await startEmulator(path.join(LAB, 'vercel/main.ts'), { token: TOKEN });
    return { provider: 'vercel', config: { project: 'shop', token, baseUrl: url }, ...emulator };
  },
  async worker({ token }) {
    const { config, emulator, close } = await composeCase();
    return { provider: 'compose', config: { ...config, variables: { DB_PASSWORD: token } }, ...emulator, close };
  },
} satisfies Record<string, (making: Making) => Promise<Part>>;

export type PartName = keyof typeof PARTS;

/** A service of the catalogue whose components are on such platforms; its health is green. */
export interface Platforms {
  slug: string;
  /** Throws for a component that the service does not have. */
  control(name: PartName): EmulatorControl;
  /** What the calls to a component's platform changed so far. */
  changes(name: PartName): Promise<string[]>;
  /** Image of the Deployment's template, as the cluster holds it. */
  image(): Promise<string>;
  close(): Promise<void>;
}

/** Adds the service to the catalogue; its playbook "All of it" has these waves. `more` overrides what the YAML says of it. */
export async function addPlatforms(
  installation: Installation,
  slug: string,
  waves: PartName[][],
  { stepMs = 150, more = {} }: { stepMs?: number; more?: Record<string, unknown> } = {},
): Promise<Platforms> {
  const token = `file:${installation.keep('emulator-token', TOKEN)}`;
  const making = { installation, token, stepMs };
  const health = await serveHealth();
  const made = waves.flat().map(async (name): Promise<[PartName, Part]> => [name, await PARTS[name](making)]);
  const parts = new Map(await Promise.all(made));
  await installation.addServices([
    {
      slug,
      name: `Platforms ${slug}`,
      environment: 'test',
      owner: 'Platform team',
      channels: [{ kind: 'webhook', url: `${health.url}/inbox`, secret: token }],
      stability: { windowSeconds: 3, intervalSeconds: 1 },
      components: [...parts].map(([name, { provider, config }]) => ({ name, provider, config })),
      checks: [{ name: 'Health', kind: 'http', required: true, config: { url: `${health.url}/health`, status: 200 } }],
      playbooks: [{ name: 'All of it', when: 'everything failed', expectMinutes: 5, steps: waves }],
      ...more,
    },
  ]);
  const control = (name: PartName) => {
    const part = parts.get(name);
    if (!part) throw new Error(`${slug} has no ${name}`);
    return part.control;
  };
  return {
    slug,
    control,
    changes: async (name) => (await control(name).log()).flatMap(({ changed }) => changed ?? []),
    async image() {
      const held = Object.values(JSON.parse(await control('web').everything())) as Held[];
      const deployment = held.find(({ kind }) => kind === 'Deployment');
      return deployment?.spec?.template?.spec.containers[0]?.image ?? '';
    },
    async close() {
      await Promise.all([...parts.values()].map((part) => part.close()));
      health.close();
    },
  };
}

interface Held {
  kind?: string;
  spec?: { template?: { spec: { containers: { image: string }[] } } };
}

async function serveHealth(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(request.method === 'POST' ? 204 : 200).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
