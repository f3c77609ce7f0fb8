import type { Revision, RevisionPage } from '../contract';
import type { Route53 } from './client';
import type { Route53Config } from './config';
import { readPair, weightsOf } from './records';
import {
  canaryOf,
  choices,
  idOf,
  inTwoStages,
  isCanary,
  isSameShare,
  sharesOf,
  standard,
  type Weights,
} from './weights';

export function referenceTo(config: Route53Config, weights: Weights): Pick<Revision, 'id' | 'label' | 'summary'> {
  const id = idOf(config, weights);
  return { id, label: id, summary: sharesOf(config, weights) };
}

export async function current(route53: Route53, signal: AbortSignal) {
  return referenceTo(route53.config, standard(weightsOf(await readPair(route53, signal))));
}

/** `cursor` is the id of the last revision of the page before. */
export async function revisions(
  route53: Route53,
  page: { cursor?: string; limit: number },
  signal: AbortSignal,
): Promise<RevisionPage> {
  const { config } = route53;
  const now = weightsOf(await readPair(route53, signal));
  const all = choices(config, now).flatMap((weights) => [
    {
      ...referenceTo(config, weights),
      current: isSameShare(weights, now),
      marks: isCanary(config, weights) ? ['canary'] : [],
    },
    ...staged(config, now, weights),
  ]);
  const from = page.cursor === undefined ? 0 : all.findIndex(({ id }) => id === page.cursor) + 1;
  const shown = all.slice(from, from + page.limit);
  const last = shown.at(-1);
  return {
    revisions: shown,
    ...(last !== undefined && from + page.limit < all.length ? { nextCursor: last.id } : {}),
  };
}

/** The same full share, reached in two stages where its first is to be held. */
function staged(config: Route53Config, now: Weights, to: Weights): Revision[] {
  const first = config.canaryHoldSeconds === undefined ? null : canaryOf(config, now, to);
  if (!first) return [];
  const { id, label } = referenceTo(config, to);
  const summary = `${sharesOf(config, first)} → ${sharesOf(config, to)}`;
  return [{ id: inTwoStages(id), label, summary, current: false, marks: ['canary_first'] }];
}
