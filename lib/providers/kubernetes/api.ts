import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { StringDecoder } from 'node:string_decoder';
import type { OpenAccess } from '@/lib/net/kubernetes';
import type { Mask } from '../mask';
import { type Call, methodOf, pathOf } from './call';
import { brokenOff, refusal } from './failure';
import { isObject } from './template';

/** A namespace's list of a few thousand objects is below this. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The server is asked to end a watch after this, so that a connection that died in silence is noticed. */
const WATCH_SECONDS = 60;

/** Raw calls to the API: JSON in and out, never through typed models, which drop fields that they do not know. */
export interface Api {
  namespace: string;
  json(call: Call, signal: AbortSignal): Promise<Record<string, unknown>>;
  text(call: Call, signal: AbortSignal): Promise<string>;
  /** Lines of a watch, until the server or the signal ends it. */
  lines(call: Call, signal: AbortSignal): AsyncGenerator<string>;
}

interface Context {
  open: OpenAccess;
  mask: Mask;
  namespace: string;
  timeoutMs: number;
}

export function createApi(context: Context): Api {
  const whole = async (call: Call, signal: AbortSignal): Promise<string> => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(context.timeoutMs)]);
    const { server, response } = await exchange(context, call, deadline);
    return bodyOf(response).catch((error: unknown) => {
      throw brokenOff(error, server, deadline);
    });
  };
  return {
    namespace: context.namespace,
    text: whole,
    async json(call, signal) {
      const parsed = parse(await whole(call, signal));
      if (isObject(parsed)) return parsed;
      throw refusal({ call, namespace: context.namespace, server: 'The server', status: 502, message: 'not JSON' });
    },
    async *lines(call, signal) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(WATCH_SECONDS * 1_000 + context.timeoutMs)]);
      const query = { ...call.query, watch: 'true', timeoutSeconds: String(WATCH_SECONDS) };
      const { server, response } = await exchange(context, { ...call, query }, deadline);
      try {
        yield* linesOf(response);
      } catch (error) {
        throw brokenOff(error, server, deadline);
      } finally {
        response.destroy();
      }
    },
  };
}

/** Sends the call; answers once the headers of a success are there. Throws ProviderError. */
async function exchange(
  { open, mask, namespace }: Context,
  call: Call,
  signal: AbortSignal,
): Promise<{ server: string; response: IncomingMessage }> {
  let server = 'The API';
  try {
    const access = await unlessAborted(open(signal), signal);
    server = access.server;
    const response = await send(access.server, access.options, call, namespace, signal);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return { server, response };
    const parsed = parse(await bodyOf(response));
    const message = isObject(parsed) ? String(parsed.message ?? '') : '';
    throw refusal({ call, namespace, server, status, message: mask.text(message) });
  } catch (error) {
    throw brokenOff(error, server, signal);
  }
}

function send(
  server: string,
  options: https.RequestOptions,
  call: Call,
  namespace: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  // A server may live below a path, as behind Rancher.
  const url = new URL(server.replace(/\/+$/, '') + pathOf(call, namespace));
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const headers = {
    ...options.headers,
    accept: 'application/json, */*',
    'user-agent': 'repli',
    ...(body === undefined
      ? {}
      : { 'content-type': call.contentType ?? 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    request(url, { ...options, headers, method: methodOf(call), signal }, resolve)
      .on('error', reject)
      .end(body);
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) {
      response.destroy();
      throw new Error('the answer is too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of response as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A program that prints a token takes no signal: the caller is let go all the same. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
