import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { parse } from 'yaml';
import { git } from '@/lib/lab/git';
import { PRICES_WITH_TAX } from '@/lib/lab/orders/release';
import { until } from './until';

interface Service {
  slug: string;
  links: { name: string; url: string }[];
  components: { name: string; provider: string; config: Record<string, unknown> }[];
}

/** The lab's service with a database, as people outside Repli see it. */
export class OrdersService {
  private constructor(
    private readonly labDir: string,
    readonly service: Service,
  ) {}

  static async of(labDir: string): Promise<OrdersService> {
    const { services } = parse(await readFile(path.join(labDir, 'catalogue.yaml'), 'utf8')) as { services: Service[] };
    const found = services.find(({ slug }) => slug === 'orders');
    if (!found) throw new Error('the lab has no orders service');
    return new OrdersService(labDir, found);
  }

  get url(): string {
    return new URL(this.service.links[0]?.url ?? '').origin;
  }

  async status(): Promise<string> {
    const reply = await fetch(`${this.url}/api/health`).then(
      (answer) => answer.json() as Promise<{ status?: string }>,
      () => ({ status: 'down' }),
    );
    return reply.status ?? 'down';
  }

  async version(): Promise<string> {
    return ((await (await fetch(`${this.url}/api/health`)).json()) as { version: string }).version;
  }

  /** HTTP status of one order. */
  async order(): Promise<number> {
    const body = JSON.stringify({ items: [{ id: 'sencha', quantity: 2 }] });
    return (await fetch(`${this.url}/api/orders`, { method: 'POST', body })).status;
  }

  /** Address of the database that is in use right now. */
  address(): Promise<string> {
    return readFile(path.join(this.labDir, 'orders/database-url'), 'utf8');
  }

  /** Ids of all orders that a database holds. */
  async orders(address: string): Promise<Set<string>> {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    const { rows } = await client.query<{ id: string }>('SELECT id FROM orders').finally(() => client.end());
    return new Set(rows.map(({ id }) => id));
  }

  /** Whether a bad release went out already, as one does soon after the first start. */
  async wasBroken(): Promise<boolean> {
    const cwd = path.join(this.labDir, 'orders/orders.git');
    return (await git(['log', '--format=%s', 'main'], { cwd })).includes(PRICES_WITH_TAX.subject);
  }

  /** Tag of the image that is made of the head of the branch. */
  async head(): Promise<string> {
    const cwd = path.join(this.labDir, 'orders/orders.git');
    return (await git(['rev-parse', '--short=8', 'main'], { cwd })).slice(0, 8);
  }

  /** Orders until a bad release is out everywhere, so that nothing is taken any more. */
  async whenBroken(): Promise<void> {
    // Each that is taken until then is one more to lose.
    await until('no order is taken', async () => (await this.order().catch(() => 0)) === 500, 90_000);
    const head = await this.head();
    const runsHead = async () => (await this.version().catch(() => '')) === head;
    // Each task answers in turn.
    await until(
      'its bad release is out',
      async () => (await runsHead()) && (await runsHead()) && (await runsHead()),
      90_000,
    );
  }
}
