import type { AddressFiles } from './agent';

export interface OrdersPlaces {
  url: string;
  rdsUrl: string;
  secretsUrl: string;
  ecsUrl: string;
  /** Its repository. */
  remoteUrl: string;
  branch: string;
  /** A file that holds what all platforms take for a credential. */
  secretFile: string;
  files: AddressFiles;
}

/** The orders service as its team would write it: data, the secret that names it, and the code that reads the secret. */
export function ordersService(places: OrdersPlaces) {
  const { url, rdsUrl, secretsUrl, ecsUrl, remoteUrl, branch, secretFile, files } = places;
  const secret = `file:${secretFile}`;
  const amazon = (endpoint: string) => ({
    ...{ region: 'eu-west-3', endpoint },
    credentials: { kind: 'keys', accessKeyId: secret, secretAccessKey: secret },
  });
  const rows = { url: `file:${files.reader}`, column: 'created_at' };
  const source = { kind: 'git', remote: remoteUrl, branch };
  return {
    slug: 'orders',
    name: 'Orders',
    links: [{ name: 'Orders', url: `${url}/` }],
    components: [
      { name: 'database', provider: 'rds', config: { ...amazon(rdsUrl), instance: 'orders-db', rows } },
      { name: 'secret', provider: 'secrets-manager', config: { ...amazon(secretsUrl), secretId: 'shop/database-url' } },
      { name: 'code', provider: 'ecs', config: { ...amazon(ecsUrl), cluster: 'shop', service: 'orders' } },
      {
        name: 'schema',
        provider: 'migrations',
        config: { url: `file:${files.owner}`, source, backup: { name: 'the snapshot that each release takes before' } },
      },
    ],
    checks: [
      {
        name: 'Orders are taken',
        kind: 'http',
        required: true,
        config: { url: `${url}/api/health`, status: 200, json: { path: 'status', equals: 'ok' } },
      },
      {
        name: 'Every tea has a price',
        kind: 'postgres',
        required: true,
        config: {
          url: `file:${files.reader}`,
          query: 'SELECT count(*) FROM products WHERE price_cents IS NULL',
          equals: 0,
        },
      },
    ],
    playbooks: [
      {
        name: 'Complete',
        when: 'a release damaged data and changed the code',
        expectMinutes: 30,
        steps: ['database', 'secret', 'code'],
      },
      {
        name: 'Database',
        when: 'a migration damaged data, the code is fine: choose to deploy what runs once more',
        expectMinutes: 20,
        steps: ['database', 'secret', 'code'],
      },
    ],
  };
}
