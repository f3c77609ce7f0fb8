import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { logger } from '@/lib/logger';

export interface Listening {
  stop(): Promise<void>;
}

interface Handlers {
  onPayload(payload: string): void;
  /** Each time LISTEN has taken effect: what was sent before was missed. */
  onConnected(): void;
}

/** A connection that answers nothing within this time is taken for dead (a peer that vanished sends no FIN). */
const PROBE_EVERY_MS = 10_000;
const PROBE_TIMEOUT_MS = 5_000;
const BACKOFF_FIRST_MS = 100;
const BACKOFF_MAX_MS = 5_000;

/** Listens on a channel until stopped, connecting again with jittered, growing waits. `channel` is a plain identifier. */
export function listen(connectionString: string, channel: string, handlers: Handlers): Listening {
  const stopping = new AbortController();
  const running = run(connectionString, channel, handlers, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(connectionString: string, channel: string, handlers: Handlers, signal: AbortSignal): Promise<void> {
  let failures = 0;
  const connected = () => {
    failures = 0;
    handlers.onConnected();
  };
  while (!signal.aborted) {
    try {
      await session(connectionString, channel, { ...handlers, onConnected: connected }, signal);
    } catch (error) {
      if (!signal.aborted) logger.warn({ err: error, failures }, 'the listening connection was lost');
    }
    failures += 1;
    // Full jitter: replicas that lost the same database do not all come back at once.
    const waitMs = Math.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** failures);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

/** One connection's life: returns when stopped, rejects when it is lost. */
async function session(
  connectionString: string,
  channel: string,
  { onPayload, onConnected }: Handlers,
  signal: AbortSignal,
): Promise<void> {
  const client = new pg.Client({
    connectionString,
    application_name: 'repli-hub',
    keepAlive: true,
    connectionTimeoutMillis: PROBE_TIMEOUT_MS,
    query_timeout: PROBE_TIMEOUT_MS,
  });
  let stop = () => {};
  const over = new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('end', () => reject(new Error('the connection ended')));
    stop = resolve;
  });
  signal.addEventListener('abort', stop, { once: true });
  // Awaited below; this keeps a loss during the connect from being an unhandled rejection.
  over.catch(() => undefined);
  client.on('notification', ({ payload }) => onPayload(payload ?? ''));
  let probe: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    onConnected();
    const dead = new Promise<never>((_resolve, reject) => {
      probe = setInterval(() => void client.query('SELECT 1').catch(reject), PROBE_EVERY_MS).unref();
    });
    await Promise.race([over, dead]);
  } finally {
    signal.removeEventListener('abort', stop);
    clearInterval(probe);
    await client.end().catch(() => undefined);
  }
}
