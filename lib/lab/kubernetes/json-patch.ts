import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Refused } from './failure';

const operations = z.array(
  z.strictObject({ op: z.enum(['test', 'add', 'replace', 'remove']), path: z.string(), value: z.unknown().optional() }),
);

/**
 * Applies a JSON Patch (RFC 6902). A body that is none is 400; an operation that does not apply, a test that fails
 * among them, is 422 with one and the same sentence (apiserver, endpoints/handlers/patch.go, applyJSPatch, through
 * NewGenericServerResponse).
 */
export function applyJsonPatch<T>(document: T, body: string): T {
  const parsed = operations.safeParse(parse(body));
  if (!parsed.success) throw new Refused(400, 'BadRequest', `error decoding patch: ${parsed.error.issues[0]?.message}`);
  const root = { document: structuredClone(document) as unknown };
  for (const { op, path, value } of parsed.data) applyOne(root, op, path, value);
  return root.document as T;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Holder = Record<string, unknown>;

function applyOne(root: { document: unknown }, op: string, path: string, value: unknown): void {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  let holder = root as Holder;
  let last = 'document';
  for (const key of keys) {
    const next = holder[last];
    if (typeof next !== 'object' || next === null) throw unprocessable();
    holder = next as Holder;
    last = key;
  }
  if (op !== 'add' && !(last in holder)) throw unprocessable();
  if (op === 'test' && !isDeepStrictEqual(holder[last], value)) throw unprocessable();
  if (op === 'remove') delete holder[last];
  if (op === 'replace' || (op === 'add' && !Array.isArray(holder))) holder[last] = value;
  if (op === 'add' && Array.isArray(holder)) holder.splice(last === '-' ? holder.length : Number(last), 0, value);
}

const unprocessable = () =>
  new Refused(422, 'Invalid', 'the server rejected our request due to an error in our request');

/** JSON Merge Patch (RFC 7386). */
export function mergePatch(document: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const merged: Holder = isMap(document) ? { ...document } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

const isMap = (value: unknown): value is Holder => typeof value === 'object' && value !== null && !Array.isArray(value);
