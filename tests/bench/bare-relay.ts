import http from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { BARE_CHANNEL } from './lib/bare-channel';
import { answerParent } from './lib/helper';

/*
 * The base line: what Node and PostgreSQL cost with nothing of Repli in between. Relays each notification, an id
 * and its payload, to all clients as a server-sent event, and serves one document that it was given.
 */

const clients = new Set<http.ServerResponse>();
let document: { body: Buffer; encoding: string | null } = { body: Buffer.from('ok'), encoding: null };

const PAGE = `<!doctype html><title>bare</title><ol data-timeline></ol><script>
  new EventSource('/stream').addEventListener('event', ({ data }) => {
    const row = document.createElement('li');
    row.textContent = JSON.parse(data).data.text;
    document.querySelector('ol').prepend(row);
  });
</script>`;

const server = http.createServer((request, response) => {
  if (request.url === '/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
    response.write('event: hello\ndata: {}\n\n');
    clients.add(response);
    response.on('close', () => clients.delete(response));
  } else if (request.url === '/page') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  } else if (request.method === 'PUT') {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      document = { body: Buffer.concat(parts), encoding: request.headers['content-encoding'] ?? null };
      response.writeHead(204).end();
    });
  } else {
    const encoding = document.encoding ? { 'content-encoding': document.encoding } : {};
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...encoding }).end(document.body);
  }
});

const listener = process.env.DATABASE_URL ? new pg.Client({ connectionString: process.env.DATABASE_URL }) : null;
listener?.on('notification', ({ payload = '' }) => {
  const space = payload.indexOf(' ');
  const message = `id: ${payload.slice(0, space)}\nevent: event\ndata: ${payload.slice(space + 1)}\n\n`;
  for (const client of clients) client.write(message);
});
await listener?.connect();
await listener?.query(`LISTEN ${BARE_CHANNEL}`);
await new Promise<void>((resolve) => server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', resolve));
answerParent<'port', number>(async () => (server.address() as AddressInfo).port);
