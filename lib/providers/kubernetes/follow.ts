import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ProviderError } from '../error';
import type { Api } from './api';
import type { Call } from './call';
import { list } from './list';

/** In a row; a server that is away for longer is the worker's to judge. */
const MOST_FAILURES = 4;
const FIRST_WAIT_MS = 250;

type Objects = ReadonlyMap<string, unknown>;

const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({
    code: z.number().optional(),
    message: z.string().optional(),
    metadata: z.looseObject({ uid: z.string().optional(), resourceVersion: z.string().optional() }).default({}),
  }),
});

/**
 * Keeps the objects of a list current, by uid: lists them, then watches from that place on, over as many connections
 * as it takes, and lists again when the server no longer knows the place (410). `changed` is called with all objects
 * after each change. Never resolves: it rejects with the ProviderError that ends it, `signal`'s included.
 */
export async function follow(
  api: Api,
  call: Omit<Call, 'verb'>,
  changed: (objects: Objects) => void,
  signal: AbortSignal,
): Promise<never> {
  let place: Place | null = null;
  for (let failures = 0; ; ) {
    try {
      place ??= await relist(api, call, signal);
      changed(place.objects);
      for await (const line of watchFrom(api, call, place, signal)) {
        failures = 0;
        if (take(line, place) === 'gone') {
          place = null;
          break;
        }
        changed(place.objects);
      }
    } catch (error) {
      const isGone = error instanceof ProviderError && error.code === 'conflict';
      const isPassing = isGone || (error instanceof ProviderError && error.retryable);
      if (signal.aborted || !isPassing || ++failures > MOST_FAILURES) throw error;
      if (isGone) place = null;
    }
    // Also after a watch that merely ended: a server that ends each one at once must not be asked without a pause.
    await sleep(FIRST_WAIT_MS * 2 ** failures, undefined, { signal }).catch(() => undefined);
  }
}

interface Place {
  resourceVersion: string;
  objects: Map<string, unknown>;
}

async function relist(api: Api, call: Omit<Call, 'verb'>, signal: AbortSignal): Promise<Place> {
  const { items, resourceVersion } = await list(api, call, signal);
  const objects = new Map(items.map((item) => [uidOf(item), item] as const));
  return { resourceVersion, objects };
}

function watchFrom(api: Api, call: Omit<Call, 'verb'>, place: Place, signal: AbortSignal): AsyncGenerator<string> {
  const query = { ...call.query, resourceVersion: place.resourceVersion, allowWatchBookmarks: 'true' };
  return api.lines({ ...call, verb: 'watch', query }, signal);
}

/** Applies one event. An ERROR means that the watch cannot go on from here, mostly 410: only a list helps. */
function take(line: string, place: Place): 'taken' | 'gone' {
  const { type, object } = eventSchema.parse(JSON.parse(line));
  if (type === 'ERROR') return 'gone';
  const { uid, resourceVersion } = object.metadata;
  if (resourceVersion !== undefined) place.resourceVersion = resourceVersion;
  if (type === 'DELETED') place.objects.delete(uid ?? '');
  else if (type !== 'BOOKMARK') place.objects.set(uid ?? '', object);
  return 'taken';
}

const uidOf = (item: unknown): string =>
  z.looseObject({ metadata: z.looseObject({ uid: z.string() }) }).parse(item).metadata.uid;
