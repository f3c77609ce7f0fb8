import { z } from 'zod';
import { ProviderError } from '../error';
import type { Api } from './api';
import type { Call } from './call';

const PAGE = 500;
/** A list that the server drops in the middle is begun again this often. */
const MOST_TRIES = 3;

const pageSchema = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string(), continue: z.string().optional() }),
  items: z.array(z.unknown()).nullish(),
});

export interface Listed {
  items: unknown[];
  /** Where a watch of the same list goes on. */
  resourceVersion: string;
}

/** All objects of a list, read in pages. */
export async function list(api: Api, call: Omit<Call, 'verb'>, signal: AbortSignal): Promise<Listed> {
  for (let tries = 1; ; tries++) {
    try {
      return await readPages(api, call, signal);
    } catch (error) {
      // 410: the place to go on from is too old (the server's words: "the provided continue parameter is too old").
      const isGone = error instanceof ProviderError && error.code === 'conflict';
      if (!isGone || tries === MOST_TRIES) throw error;
    }
  }
}

async function readPages(api: Api, call: Omit<Call, 'verb'>, signal: AbortSignal): Promise<Listed> {
  const items: unknown[] = [];
  for (let next: string | undefined; ; ) {
    const query = { ...call.query, limit: String(PAGE), ...(next ? { continue: next } : {}) };
    const page = pageSchema.parse(await api.json({ ...call, verb: 'list', query }, signal));
    items.push(...(page.items ?? []));
    next = page.metadata.continue;
    if (!next) return { items, resourceVersion: page.metadata.resourceVersion };
  }
}
