import { z } from 'zod';
import { db } from '@/lib/db/client';
import { STATE_VERSION } from '@/lib/domain/state';
import { readNow } from './head';
import { Room } from './room';
import type { StreamOptions } from './stream-client';

/** On globalThis, because Next evaluates a module once per bundle while shutting down must reach every stream. */
const held = globalThis as typeof globalThis & { repliRooms?: Map<string, Room> };

function rooms(): Map<string, Room> {
  held.repliRooms ??= new Map();
  return held.repliRooms;
}

const afterSchema = z.coerce.number().int().min(0);

/** Where a reader left off: a browser that reconnects says so in a header, a first connection in `?after=`. Null: nonsense. */
export function afterOf(request: Request): number | null {
  const given = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? '0';
  return afterSchema.safeParse(given).data ?? null;
}

/** Answers a request with an incident's live stream. Access must have been checked; it is asked again while open. */
export async function openStream(request: Request, incidentId: string, options: StreamOptions): Promise<Response> {
  const hello = { stateVersion: STATE_VERSION, now: await readNow(db(), null) };
  const client = await roomOf(incidentId).join(options, hello);
  if (request.signal.aborted) client.close();
  else request.signal.addEventListener('abort', () => client.close(), { once: true });
  return new Response(client.stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // nginx would hold the events back otherwise.
      'x-accel-buffering': 'no',
    },
  });
}

/** Ends every stream of this process: the server's shutdown would wait for them. Readers connect again elsewhere. */
export function closeAllStreams(): void {
  for (const room of [...rooms().values()]) for (const client of [...room.clients]) client.close();
}

function roomOf(incidentId: string): Room {
  const existing = rooms().get(incidentId);
  if (existing) return existing;
  const room = new Room(incidentId, () => {
    if (rooms().get(incidentId) === room) rooms().delete(incidentId);
  });
  rooms().set(incidentId, room);
  return room;
}
