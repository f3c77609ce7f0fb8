import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rdsEmulator } from '../aws/rds/emulator';
import { secretsManagerEmulator } from '../aws/secrets-manager/emulator';
import type { Emulator } from '../emulator/contract';
import { apiServer } from '../emulator/serve';
import { close, listen } from '../ports';
import { keep, keptState } from '../storefront/keep';
import { type Accounts, as } from './roles';

const INSTANCE = 'orders-db';
const HOST = `${INSTANCE}.cabcdefghijk.eu-west-3.rds.amazonaws.com`;
const LOOK_MS = 50;

/** The database and the secret that names it, on Amazon's side. */
export interface Amazon {
  rdsPort: number;
  secretsPort: number;
  /** What the secret names right now, as the superuser: where DNS and the network would lead. Null while there is none. */
  current(): string | null;
  /** Identifier of the instance that it names. */
  instance(): string;
  /** Takes a snapshot, once for a name, and waits until it can be restored. Throws when it failed. */
  snapshot(name: string): Promise<void>;
  /** Whether another value of the secret is refused. */
  refuse(isRefused: boolean): void;
  close(): Promise<void>;
}

export interface AmazonOptions {
  /** Where both keep their state. */
  dir: string;
  /** A PostgreSQL server, as its superuser. */
  server: string;
  prefix: string;
  secret: string;
  accounts: Accounts;
  ports: { rds: number; secrets: number };
}

export async function openAmazon({ dir, server, prefix, secret, accounts, ports }: AmazonOptions): Promise<Amazon> {
  await mkdir(dir, { recursive: true });
  const value = as(accounts.owner, `postgres://${HOST}:5432/orders`);
  const rds = open(path.join(dir, 'rds.json'), (state) =>
    rdsEmulator({
      server,
      prefix,
      instance: INSTANCE,
      accessKeyId: secret,
      restoreMs: 6_000,
      snapshotMs: 4_000,
      state,
    }),
  );
  const secrets = open(path.join(dir, 'secrets.json'), (state) =>
    secretsManagerEmulator({ values: [value], accessKeyId: secret, state }),
  );
  const act = ({ emulator }: Opened, name: string, args = {}) => emulator.actions[name]?.(args);
  const host = () => new URL((act(secrets, 'current') as { value: string }).value).hostname;
  const instance = () => host().split('.')[0] ?? '';
  return {
    rdsPort: await listen(rds.server, ports.rds),
    secretsPort: await listen(secrets.server, ports.secrets),
    current: () => (act(rds, 'resolve', { host: host() }) as { url: string | null }).url,
    instance,
    async snapshot(name) {
      for (;;) {
        const { status } = act(rds, 'snapshot', { instance: instance(), name }) as { status: string };
        if (status === 'available') return;
        if (status === 'failed') throw new Error(`the snapshot ${name} failed`);
        await sleep(LOOK_MS);
      }
    },
    refuse: (isRefused) => void act(secrets, 'deny', { actions: isRefused ? ['secretsmanager:PutSecretValue'] : [] }),
    async close() {
      for (const each of [rds, secrets]) {
        each.stop();
        await close(each.server);
      }
    },
  };
}

type Opened = ReturnType<typeof open>;

function open(file: string, create: (state: unknown) => Emulator) {
  const kept = keep(create(keptState(file)), file);
  return { ...kept, server: apiServer(kept.emulator) };
}
