import { PrismaPg } from '@prisma/adapter-pg';
import { settings } from '../settings';
import { PrismaClient } from './generated/client';

/** On globalThis, because Next evaluates a module once per bundle while the process must have one pool. */
const held = globalThis as typeof globalThis & { repliDatabase?: PrismaClient | undefined };

/** The process's one Prisma client; connects on the first query. */
export function db(): PrismaClient {
  held.repliDatabase ??= connect(settings().databaseUrl);
  return held.repliDatabase;
}

/** Ends the connections; the next `db()` opens new ones. */
export async function closeDb(): Promise<void> {
  const client = held.repliDatabase;
  held.repliDatabase = undefined;
  await client?.$disconnect();
}

function connect(connectionString: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString,
    max: 20,
    connectionTimeoutMillis: 10_000,
    application_name: 'repli',
  });
  // Commands on one incident queue behind its row lock: a burst of a hundred must fit into the wait.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 15_000 } });
}
