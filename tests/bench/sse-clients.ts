import http from 'node:http';
import { machineMs } from './lib/clock';
import { answerParent } from './lib/helper';

/** Opens streams, tells what arrived since it was last asked, or closes them all. */
export type ClientsQuestion = { open: { url: string; cookie: string }[] } | { take: true } | { close: true };
/** Each event that a client parsed: its id, and when on the machine's clock. */
export type Receipts = { id: number; atMs: number }[];

const AT_ONCE = 20;
const agent = new http.Agent({ maxSockets: Number.POSITIVE_INFINITY });
let requests: http.ClientRequest[] = [];
let receipts: Receipts = [];

/** One client: resolves when the server greeted it. */
function open({ url, cookie }: { url: string; cookie: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { cookie, accept: 'text/event-stream' } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          receive(text.slice(0, end), resolve);
          text = text.slice(end + 2);
        }
      });
      response.on('error', () => {});
    });
    request.on('error', reject);
    requests.push(request);
  });
}

function receive(block: string, onHello: () => void): void {
  let kind = '';
  let id = 0;
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) kind = line.slice(7);
    else if (line.startsWith('id: ')) id = Number(line.slice(4));
    else if (line.startsWith('data: ')) data = line.slice(6);
  }
  if (kind === 'hello') onHello();
  // Parsed as a browser would have to, before it counts as received.
  else if (kind === 'event' && JSON.parse(data)) receipts.push({ id, atMs: machineMs() });
}

answerParent<ClientsQuestion, Receipts>(async (question) => {
  if ('open' in question) {
    for (let from = 0; from < question.open.length; from += AT_ONCE)
      await Promise.all(question.open.slice(from, from + AT_ONCE).map(open));
  }
  if ('close' in question) {
    for (const request of requests) request.on('error', () => {}).destroy();
    requests = [];
  }
  const taken = receipts;
  receipts = [];
  return taken;
});
