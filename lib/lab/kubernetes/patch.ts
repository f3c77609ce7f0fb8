import { isDeepStrictEqual } from 'node:util';
import type { Call, Reply } from '../emulator/contract';
import { Refused } from './failure';
import { applyJsonPatch, mergePatch } from './json-patch';
import type { Stored } from './objects';
import type { Store } from './store';
import { validate } from './validate';

/** Strategic merge and apply are not emulated. */
const ACCEPTED = ['application/json-patch+json', 'application/merge-patch+json'];

/** A PATCH of one object; `changed` is its resource and name unless the result is what was there. */
export function patch(store: Store, resource: string, before: Stored, call: Call): Reply {
  const type = (call.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (!ACCEPTED.includes(type))
    throw new Refused(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${ACCEPTED.join(', ')}`,
    );
  const after =
    type === ACCEPTED[0] ? applyJsonPatch(before, call.body) : (mergePatch(before, JSON.parse(call.body)) as Stored);
  validate(resource, before, after);
  const stored = write(store, resource, before, after, call.query.get('fieldManager') ?? 'unknown');
  const isChanged = stored.metadata.resourceVersion !== before.metadata.resourceVersion;
  return { status: 200, body: stored, ...(isChanged ? { changed: `${resource}/${stored.metadata.name}` } : {}) };
}

/** Stores what somebody wrote: a new generation when the spec changed, and who it was (API concepts, "Server-side apply"). */
export function write(store: Store, resource: string, before: Stored, after: Stored, manager: string): Stored {
  const isSame = isDeepStrictEqual({ ...after, status: null }, { ...before, status: null });
  if (isSame) return before;
  const isSpec = !isDeepStrictEqual(before.spec, after.spec);
  const generation = (before.metadata.generation ?? 1) + (isSpec ? 1 : 0);
  const others = (after.metadata.managedFields ?? []).filter((entry) => entry.manager !== manager);
  const entry = {
    manager,
    operation: 'Update',
    apiVersion: after.apiVersion,
    time: store.time(),
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': { 'f:template': {} } },
  };
  const managedFields = isSpec ? [...others, entry] : (after.metadata.managedFields ?? []);
  return store.put(resource, {
    ...after,
    status: before.status,
    metadata: { ...after.metadata, generation, managedFields },
  });
}
