import type { IncidentEvent } from '@/lib/domain/event';

/** An event as the bytes that every client of this process gets: encoded once, however many there are. */
export interface Frame {
  seq: number;
  bytes: Uint8Array;
}

const encoder = new TextEncoder();

/** Keeps proxies from closing a quiet connection. A message, as a browser never sees a comment: its absence shows a dead one. */
export const BEAT = encoder.encode('event: beat\ndata: {}\n\n');

/** One message of the stream (HTML, "Server-sent events"); JSON has no raw line breaks, so one data line is enough. */
export function encodeMessage(event: string, data: unknown, id?: number): Uint8Array {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return encoder.encode(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** How long a browser waits before it connects again: spread out, as a restart drops all of them at once. */
export const encodeRetry = (retryMs: number): Uint8Array => encoder.encode(`retry: ${Math.round(retryMs)}\n\n`);

export function eventFrame(event: IncidentEvent): Frame {
  const bytes = encodeMessage('event', event, event.seq);
  if (event.type !== 'text.redacted') return { seq: event.seq, bytes };
  // What a redaction changed lies behind the reader: only a new snapshot shows it.
  return { seq: event.seq, bytes: Buffer.concat([bytes, encodeMessage('refetch', {})]) };
}
