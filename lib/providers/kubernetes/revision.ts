import type { Revision, RevisionPage } from '../contract';
import { ProviderError } from '../error';
import { type Entry, type History, RUN } from './history';
import { imagesOf } from './template';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';
const MOST_PER_PAGE = 200;
const SUMMARY_LENGTH = 200;

/** The first image's tag says what it is to people; the platform's number only tells two of the same tag apart. */
export function labelOf({ template, number }: Entry): string {
  const tag = tagOf(imagesOf(template)[0] ?? '');
  return [tag, number === null ? '' : `#${number}`].filter(Boolean).join(' ') || 'unrecorded';
}

/** `1.4.2` of `registry:5000/shop/web:1.4.2@sha256:…`; eight digits of the digest where there is no tag. */
function tagOf(image: string): string {
  const [name = '', digest = ''] = image.split('@', 2);
  const [, tag = ''] = /:([^/:]+)$/.exec(name) ?? [];
  return tag || digest.replace(/^sha256:/, '').slice(0, 8);
}

export function summaryOf({ template, annotations }: Entry): string {
  const images = imagesOf(template).join(', ');
  const cause = annotations[CHANGE_CAUSE];
  return (cause ? `${images} — ${cause}` : images).slice(0, SUMMARY_LENGTH);
}

export const refOf = (entry: Entry): Pick<Revision, 'id' | 'label' | 'summary'> => ({
  id: entry.id,
  label: labelOf(entry),
  summary: summaryOf(entry),
});

/** One page; the cursor is the number that the next page begins below, so that new revisions shift nothing. */
export function pageOf({ entries, current }: History, page: { cursor?: string; limit: number }): RevisionPage {
  if (page.cursor !== undefined && !/^\d{1,15}$/.test(page.cursor))
    throw new ProviderError(
      'invalid_target',
      'This place in the history is not valid: start from the newest revision.',
    );
  const from = page.cursor === undefined ? Number.POSITIVE_INFINITY : Number(page.cursor);
  const rest = entries.filter(({ number }) => (number ?? Number.POSITIVE_INFINITY) <= from);
  const limit = Math.min(Math.max(1, page.limit), MOST_PER_PAGE);
  const next = rest.at(limit)?.number;
  return {
    revisions: rest.slice(0, limit).map((entry) => ({
      ...refOf(entry),
      ...(entry.at === undefined ? {} : { at: entry.at }),
      current: entry.id === current.id,
      marks: marksOf(entry),
    })),
    ...(next === undefined || next === null ? {} : { nextCursor: String(next) }),
  };
}

/**
 * `rollback`: Repli went back to it; `was:N`: its earlier number. The controller copies the run's annotation to whatever
 * is deployed after it as well, but only what was used again had a number before.
 */
function marksOf({ annotations, earlier }: Entry): string[] {
  const was = earlier.at(-1);
  if (was === undefined) return [];
  return [...(annotations[RUN] === undefined ? [] : ['rollback']), `was:${was}`];
}
