import type { ServerResponse } from 'node:http';
import type { Reply } from '../emulator/contract';
import { failure } from './failure';
import type { Stored } from './objects';
import type { Change, Store } from './store';

interface WatchRequest {
  resource: string;
  apiVersion: string;
  kind: string;
  matches: (object: Stored) => boolean;
  query: URLSearchParams;
  headers: Record<string, string>;
}

/** Open watches, so that they can be cut from outside as a load balancer does. */
export class Watches {
  private readonly open = new Set<ServerResponse>();

  constructor(
    private readonly store: Store,
    /** About a minute on a real server (API concepts, "Watch bookmarks"). */
    private readonly bookmarkMs: number,
  ) {}

  cut(): void {
    for (const response of this.open) response.destroy();
  }

  /**
   * Streams changes as lines of JSON. A place that is no longer known is told with status 200 and an ERROR event
   * holding a Status of 410; the source of that choice was not looked up, and a server may answer 410 itself.
   */
  reply(request: WatchRequest): Reply {
    return { stream: (response) => this.stream(response, request) };
  }

  private stream(
    response: ServerResponse,
    { resource, apiVersion, kind, matches, query, headers }: WatchRequest,
  ): void {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.flushHeaders();
    const send = (type: string, object: unknown) => response.write(`${JSON.stringify({ type, object })}\n`);
    const from = Number(query.get('resourceVersion') ?? 0);
    const missed = from === 0 ? [] : this.store.since(from);
    if (missed === null) {
      send('ERROR', failure(410, 'Expired', `too old resource version: ${from} (${this.store.resourceVersion})`).body);
      response.end();
      return;
    }
    const tell = (change: Change) => {
      if (change.resource === resource && matches(change.object)) send(change.type, change.object);
    };
    if (from === 0) for (const object of this.store.list(resource).filter(matches)) send('ADDED', object);
    missed.forEach(tell);
    const stop = this.store.listen(tell);
    const bookmark = () =>
      send('BOOKMARK', { kind, apiVersion, metadata: { resourceVersion: this.store.resourceVersion } });
    const bookmarks = query.get('allowWatchBookmarks') === 'true' ? setInterval(bookmark, this.bookmarkMs) : undefined;
    const end = setTimeout(() => response.end(), Number(query.get('timeoutSeconds') ?? 1_800) * 1_000);
    this.open.add(response);
    response.on('close', () => {
      stop();
      clearInterval(bookmarks);
      clearTimeout(end);
      this.open.delete(response);
    });
  }
}
