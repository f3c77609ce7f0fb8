import type { StreamMessage } from './reduce';

const KINDS = ['event', 'sample', 'progress', 'presence', 'hello', 'changed', 'refetch', 'gone'] as const;
/** The server beats every 15 s: after this much silence a connection that still looks open is dead. */
const SILENCE_MS = 35_000;
const RETRY_MS = [400, 1_000, 2_000, 4_000, 8_000];

/** `lost` keeps trying; `gone` does not. */
export type Connection = 'connecting' | 'open' | 'lost';

export interface StreamHandlers {
  /** The newest event that this tab holds: where a new connection resumes. */
  lastSeq(): number;
  onMessage(message: StreamMessage): void;
  onConnection(connection: Connection): void;
}

/** One EventSource that reconnects by itself from the last event. Returns how to stop it. */
export function openSource(url: string, handlers: StreamHandlers): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let stopped = false;

  const connect = () => {
    if (stopped) return;
    source?.close();
    source = new EventSource(`${url}?after=${handlers.lastSeq()}`);
    source.onopen = () => {
      attempt = 0;
      hear();
      handlers.onConnection('open');
    };
    source.onerror = lose;
    source.addEventListener('beat', hear);
    for (const kind of KINDS) {
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
        hear();
        handlers.onMessage({ kind, data: JSON.parse(data) } as StreamMessage);
        if (kind === 'gone') stop();
      });
    }
  };
  const hear = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(lose, SILENCE_MS);
  };
  const lose = () => {
    source?.close();
    clearTimeout(watchdog);
    handlers.onConnection('lost');
    clearTimeout(timer);
    timer = setTimeout(connect, RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)]);
  };
  const retryNow = () => {
    attempt = 0;
    clearTimeout(timer);
    connect();
  };
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(watchdog);
    source?.close();
    window.removeEventListener('offline', lose);
    window.removeEventListener('online', retryNow);
  };
  // A network that went away is known at once here, long before the connection times out.
  window.addEventListener('offline', lose);
  window.addEventListener('online', retryNow);
  connect();
  return stop;
}

type Shared =
  | { kind: 'message'; message: StreamMessage }
  | { kind: 'connection'; connection: Connection; lastSeq: number }
  | { kind: 'join' };

/**
 * One connection for all tabs of this browser on the same room (HTTP/1.1 allows six to a host): whoever holds the
 * Web Lock listens and passes everything on by BroadcastChannel; when that tab closes, the next one takes over.
 * Where either is missing (plain HTTP on another host), each tab has its own connection.
 */
export function openShared(name: string, url: string, handlers: StreamHandlers): () => void {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return openSource(url, handlers);
  const channel = new BroadcastChannel(name);
  const ending = new AbortController();
  let leading = false;
  let connection: Connection = 'connecting';
  const tell = (shared: Shared) => channel.postMessage(shared);

  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if (leading) {
      if (data.kind === 'join') tell({ kind: 'connection', connection, lastSeq: handlers.lastSeq() });
      return;
    }
    if (data.kind === 'message') handlers.onMessage(data.message);
    if (data.kind !== 'connection') return;
    handlers.onConnection(data.connection);
    // It listened before we did: what it holds and we do not must be read.
    if (data.lastSeq > handlers.lastSeq()) handlers.onMessage({ kind: 'refetch', data: {} });
  };
  tell({ kind: 'join' });

  const lead = () => {
    leading = true;
    const stop = openSource(url, {
      lastSeq: handlers.lastSeq,
      onMessage: (message) => {
        handlers.onMessage(message);
        tell({ kind: 'message', message });
      },
      onConnection: (next) => {
        connection = next;
        handlers.onConnection(next);
        tell({ kind: 'connection', connection: next, lastSeq: handlers.lastSeq() });
      },
    });
    return new Promise<void>((release) => {
      ending.signal.addEventListener('abort', () => {
        stop();
        release();
      });
    });
  };
  navigator.locks.request(name, { signal: ending.signal }, lead).catch(() => undefined);
  return () => {
    ending.abort();
    channel.close();
  };
}
