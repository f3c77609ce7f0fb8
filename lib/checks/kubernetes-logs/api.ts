import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type Access, KubernetesAccessError, type OpenAccess } from '@/lib/net/kubernetes';
import { UnaskableError } from '../answer';

const MAX_BYTES = 8 * 1024 * 1024;

/** Reads from one cluster. Errors: UnaskableError for what the API refuses, those of the network. */
export interface Ask {
  json(path: string, query: Record<string, string>): Promise<unknown>;
  text(path: string, query: Record<string, string>): Promise<string>;
}

export function askCluster(open: OpenAccess, signal: AbortSignal): Ask {
  const text: Ask['text'] = async (path, query) => {
    const access = await open(signal).catch((error: unknown) => {
      throw error instanceof KubernetesAccessError ? new UnaskableError(error.message) : error;
    });
    const response = await get(access, `${path}?${new URLSearchParams(query)}`, signal);
    const body = await bodyOf(response);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return body;
    throw new UnaskableError(`${status} for ${path}: ${messageIn(body)}`);
  };
  return { text, json: async (path, query) => JSON.parse(await text(path, query)) as unknown };
}

function get({ server, options }: Access, path: string, signal: AbortSignal): Promise<IncomingMessage> {
  // A server may live below a path, as behind Rancher.
  const url = new URL(server.replace(/\/+$/, '') + path);
  const headers = { ...options.headers, accept: 'application/json, */*', 'user-agent': 'repli' };
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    request(url, { ...options, headers, signal }, resolve)
      .on('error', reject)
      .end();
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) {
      response.destroy();
      throw new UnaskableError('too much to read: narrow the window or name a container');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `message` of a Status object. */
function messageIn(body: string): string {
  try {
    return String((JSON.parse(body) as { message?: unknown }).message ?? '');
  } catch {
    return '';
  }
}
