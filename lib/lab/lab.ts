import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { catalogueYaml, type Places } from './catalogue';
import { labStatus } from './client';
import { controlServer, type Pushes } from './control';
import { openInbox } from './inbox';
import type { Orders, OrdersOptions } from './orders/orders';
import { addressAt, close, listen } from './ports';
import type { Pushed, Remote } from './remote';
import { PLATFORM_SECRET_FILE, readSettings, WEBHOOK_SECRET_FILE, writeSettings } from './settings';
import { openShop } from './shop';

export interface Lab {
  /** The catalogue's YAML file. */
  catalogue: string;
  /** The shop's address, the same for every version and start (as long as its port is free). */
  shop: string;
  /** The git remote, `file:///…`. */
  remote: string;
  /** The address of the same shop on platforms. */
  storefront: string;
  /** The address of the service with a database; absent without a server for it. */
  orders?: string | undefined;
  /** The page of received messages. */
  inbox: string;
  /** Pushes a commit with a bug on top of the shop's head. Throws NoBugFits. */
  breakItAgain(): Promise<Pushed>;
  /** Makes Amazon refuse another value of the secret of the orders service, or take it again. */
  refuse(isRefused: boolean): void;
  /** Stops every process of the lab; what it made stays in the directory. */
  stop(): Promise<void>;
}

/** Another process runs a lab from the same directory. */
export class LabRuns extends Error {
  override readonly name = 'LabRuns';
  constructor(readonly dir: string) {
    super(`a lab already runs from ${dir}`);
  }
}

export interface LabOptions {
  /** Everything that the lab makes is in here. */
  dir: string;
  /** A PostgreSQL server, as its superuser, for the service with a database. Without it that service is left out. */
  server?: string | undefined;
  log?: (line: string) => void;
}

/**
 * Starts the world in miniature: the shop that runs the head of a branch, the storefront on its platforms, an inbox.
 * The first time both are broken by a commit; later starts take up what is there.
 */
export async function startLab({ dir: given, server, log = () => undefined }: LabOptions): Promise<Lab> {
  const dir = path.resolve(given);
  await mkdir(dir, { recursive: true });
  if (await labStatus(dir)) throw new LabRuns(dir);
  const settings = await readSettings(dir);
  const shop = await openShop({ dir, settings, log });
  const [storefront, orders] = await Promise.all([
    openFront({ dir, origin: shop.remote, settings, log }),
    server === undefined ? undefined : openDesk({ dir, server, settings, log }),
    shop.settle(),
  ]);
  const services = {
    shop: pushesTo(shop.remote),
    storefront: pushesTo(storefront.remote),
    ...(orders ? { orders: pushesTo(orders.remote) } : {}),
  };
  const urls = {
    shop: addressAt(shop.port),
    storefront: addressAt(storefront.port),
    orders: orders && addressAt(orders.port),
  };
  const control = controlServer({ settings, inbox: await openInbox(dir), urls, services, refuse: orders?.refuse, log });
  const { clusterPort, ecsPort, port: storefrontPort } = storefront;
  const ports = {
    ...{ shopPort: shop.port, storefrontPort, clusterPort, ecsPort },
    ...(orders
      ? {
          ...{ ordersPort: orders.port, ordersEcsPort: orders.ecsPort },
          ...{ rdsPort: orders.rdsPort, secretsPort: orders.secretsPort },
        }
      : {}),
  };
  const controlPort = await listen(control, settings.controlPort);
  await writeSettings(dir, { ...settings, ...ports, controlPort });
  const inbox = `${addressAt(controlPort)}/inbox`;
  const catalogue = await writeCatalogue(dir, {
    shopUrl: urls.shop,
    inboxUrl: inbox,
    remoteUrl: shop.remote.url,
    branch: shop.remote.branch,
    webhookSecretFile: path.join(dir, WEBHOOK_SECRET_FILE),
    storefront: {
      url: urls.storefront,
      clusterUrl: addressAt(clusterPort),
      ecsUrl: addressAt(ecsPort),
      secretFile: path.join(dir, PLATFORM_SECRET_FILE),
    },
    orders: orders && {
      url: addressAt(orders.port),
      rdsUrl: addressAt(orders.rdsPort),
      secretsUrl: addressAt(orders.secretsPort),
      ecsUrl: addressAt(orders.ecsPort),
      remoteUrl: orders.remote.url,
      branch: orders.remote.branch,
      secretFile: path.join(dir, PLATFORM_SECRET_FILE),
      files: orders.files,
    },
  });
  return {
    catalogue,
    shop: urls.shop,
    remote: shop.remote.url,
    storefront: urls.storefront,
    orders: urls.orders,
    inbox,
    breakItAgain: services.shop.breakIt,
    refuse: (isRefused) => orders?.refuse(isRefused),
    async stop() {
      await Promise.all([shop.stop(), storefront.stop(), orders?.stop(), close(control)]);
    },
  };
}

/** Loaded while the shop starts: the models of Amazon's SDK take a while. */
const openFront: typeof import('./storefront/storefront').openStorefront = async ({ dir, ...options }) => {
  const { openStorefront } = await import('./storefront/storefront');
  return openStorefront({ dir: path.join(dir, 'storefront'), ...options });
};

/** A server that is away leaves this service out: the others are worth a start all the same. */
async function openDesk({ dir, ...options }: OrdersOptions): Promise<Orders | undefined> {
  try {
    const { openOrders } = await import('./orders/orders');
    return await openOrders({ dir: path.join(dir, 'orders'), ...options });
  } catch (error) {
    options.log(`orders are left out: ${error instanceof Error ? error.message : 'unknown'}`);
    return undefined;
  }
}

async function writeCatalogue(dir: string, places: Places): Promise<string> {
  const file = path.join(dir, 'catalogue.yaml');
  await writeFile(`${file}.part`, catalogueYaml(places));
  await rename(`${file}.part`, file);
  return file;
}

/** One at a time: two clones that push at once would only make each other try again. */
function pushesTo(remote: Remote): Pushes {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Pushed>) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    breakIt: () => inTurn(() => remote.breakIt(new Date())),
    mendIt: () => inTurn(() => remote.mendIt(new Date())),
  };
}
