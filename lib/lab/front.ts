import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { downPage } from './pages';

/** As a load balancer would: a shop that hangs is told as 504. */
const ANSWER_WITHIN_MS = 10_000;

/** A stable address: hands each request to what `port` says that runs for its path; 502 while nothing does. */
export function frontOf(port: (path: string) => number | null): Server {
  return createServer((incoming, outgoing) => {
    const target = port(incoming.url ?? '/');
    if (target === null) return unavailable(incoming, outgoing, 502);
    const { method, url, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: target, method, path: url, headers, timeout: ANSWER_WITHIN_MS });
    onward.on('response', (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
      reply.on('error', () => outgoing.destroy());
    });
    onward.on('timeout', () => {
      unavailable(incoming, outgoing, 504);
      onward.destroy();
    });
    onward.on('error', () => unavailable(incoming, outgoing, 502));
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
}

function unavailable(incoming: IncomingMessage, outgoing: ServerResponse, status: 502 | 504): void {
  if (outgoing.headersSent) return void outgoing.destroy();
  const html = incoming.headers.accept?.includes('text/html') ?? false;
  outgoing.writeHead(status, {
    'content-type': html ? 'text/html; charset=utf-8' : 'application/json',
    'cache-control': 'no-store',
  });
  outgoing.end(html ? downPage(incoming.headers['accept-language']) : JSON.stringify({ error: 'the shop is down' }));
}
