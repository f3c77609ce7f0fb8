import type { Socket } from 'node:net';
import { rootCertificates, TLSSocket } from 'node:tls';
import { Agent, buildConnector, request } from 'undici';
import { guardedLookup } from './guarded-lookup';
import { refuseHost } from './guarded-socket';

export interface GuardedRequest {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Ends the whole exchange, the reading of the body included. */
  signal: AbortSignal;
  /** The reply is read up to here and no further. */
  maxBodyBytes: number;
  /** A PEM certificate to trust beside the well-known ones. */
  ca?: string | undefined;
}

export interface GuardedResponse {
  status: number;
  /** Absent when the server sent none. */
  location: string | undefined;
  /** The header of that name; absent when the server sent none. */
  retryAfter: string | undefined;
  body: string;
  truncated: boolean;
  /** When the server's certificate ends; absent over plain HTTP. */
  certificateEndsAt: Date | undefined;
}

/**
 * One HTTP exchange on a connection of its own, redirects not followed. Throws RefusedAddressError, or
 * what the network threw (see `failure.ts`). The one way in which checks and channels reach the outside.
 */
export async function guardedRequest(options: GuardedRequest): Promise<GuardedResponse> {
  // `URL` has already unified the notations of a literal address.
  refuseHost(options.url.hostname.replace(/^\[|\]$/g, ''));
  let certificateEndsAt: Date | undefined;
  const agent = agentFor(options.ca, (socket) => {
    if (socket instanceof TLSSocket) certificateEndsAt = new Date(socket.getPeerCertificate().valid_to);
  });
  try {
    const reply = await request(options.url, {
      method: options.method as 'GET',
      headers: { 'accept-encoding': 'identity', 'user-agent': 'repli', ...options.headers },
      body: options.body ?? null,
      signal: options.signal,
      dispatcher: agent,
    });
    const { text, truncated } = await readBounded(reply.body, options.maxBodyBytes);
    return {
      status: reply.statusCode,
      location: single(reply.headers.location),
      retryAfter: single(reply.headers['retry-after']),
      body: text,
      truncated,
      certificateEndsAt,
    };
  } finally {
    await agent.destroy();
  }
}

const single = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** Timeouts are left to the caller's signal: a second clock would only blur which one ended the exchange. */
function agentFor(ca: string | undefined, onConnect: (socket: Socket) => void): Agent {
  const connect = buildConnector({
    lookup: guardedLookup(),
    timeout: 0,
    maxCachedSessions: 0,
    ...(ca ? { ca: [...rootCertificates, ca] } : {}),
  });
  return new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (target, callback) =>
      connect(target, (...[error, socket]) => {
        if (error) return callback(error, null);
        onConnect(socket);
        callback(null, socket);
      }),
  });
}

async function readBounded(
  body: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<{ text: string; truncated: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) break;
  }
  return { text: Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8'), truncated: size > maxBytes };
}
