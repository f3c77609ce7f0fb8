import http from 'node:http';
import { repeat } from './repeat';

const ANSWER_WITHIN_MS = 30_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

export interface Answered {
  /** From the request to the first byte of the body. */
  firstByteMs: number;
  /** From the request to the last byte. */
  wholeMs: number;
  body: Buffer;
  encoding: string | null;
}

/** GETs as a browser does, on a kept connection. Throws unless the answer is 200. */
export function get(url: string, cookie = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { cookie, 'accept-encoding': 'gzip', accept: 'text/html,*/*' };
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const request = http.get(url, { agent, headers, signal }, (response) => {
      const parts: Buffer[] = [];
      let firstByteMs = 0;
      response.on('data', (part: Buffer) => {
        firstByteMs ||= performance.now() - began;
        parts.push(part);
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
        const encoding = response.headers['content-encoding'] ?? null;
        resolve({ firstByteMs, wholeMs: performance.now() - began, body: Buffer.concat(parts), encoding });
      });
    });
    request.on('error', reject);
  });
}

const WARM_UPS = 2;

/** The same request `count` times, fewer on a slow machine, one after another. The first two warm up and do not count. */
export async function getMany(url: string, cookie: string, count: number, withinMs = 8_000): Promise<Answered[]> {
  return (await repeat(count + WARM_UPS, withinMs, () => get(url, cookie))).slice(WARM_UPS);
}

/** Has the bare server serve what was answered, byte by byte: what is left of the time is the network and Node. */
export async function serveBare(bareUrl: string, { body, encoding }: Answered): Promise<void> {
  const headers = encoding ? { 'content-encoding': encoding } : {};
  await fetch(`${bareUrl}/document`, { method: 'PUT', body: new Uint8Array(body), headers });
}
