import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { Revision, RevisionPage } from '../contract';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { readService } from './service';
import { describe, familyOf, labelOf, listAll, revisionOf, summaryOf } from './task-definition';

/** DescribeTaskDefinition takes one at a time; more at once would meet Amazon's rate limit. */
const AT_ONCE = 6;

/**
 * A page of the family's revisions, newest first; `cursor` is the number of the last one of the page before. Only the
 * page's own revisions are described.
 */
export async function revisions(
  ecs: Ecs,
  page: { cursor?: string; limit: number },
  signal: AbortSignal,
): Promise<RevisionPage> {
  const { primary } = await readService(ecs, signal);
  const below = page.cursor === undefined ? Number.POSITIVE_INFINITY : Number(page.cursor);
  const arns: string[] = [];
  for await (const arn of listAll(ecs, familyOf(primary.taskDefinition), signal)) {
    if (revisionOf(arn) < below) arns.push(arn);
    if (arns.length > page.limit) break;
  }
  const shown = arns.slice(0, page.limit);
  const described = await inBatches(shown, (arn) => describeIfThere(ecs, arn, signal));
  const last = shown.at(-1);
  return {
    revisions: described.flatMap((definition, index) =>
      definition ? [revisionFrom(definition, shown[index] ?? '', primary.taskDefinition)] : [],
    ),
    ...(arns.length > shown.length && last !== undefined ? { nextCursor: String(revisionOf(last)) } : {}),
  };
}

/** The revision that the service is at, or is going to. */
export async function current(ecs: Ecs, signal: AbortSignal): Promise<Pick<Revision, 'id' | 'label' | 'summary'>> {
  const { primary } = await readService(ecs, signal);
  return referenceTo(await describe(ecs, primary.taskDefinition, signal), primary.taskDefinition);
}

export function referenceTo(definition: TaskDefinition, arn: string): Pick<Revision, 'id' | 'label' | 'summary'> {
  return { id: arn, label: labelOf(arn), summary: summaryOf(definition) };
}

function revisionFrom(definition: TaskDefinition, arn: string, currentArn: string): Revision {
  const { registeredAt, registeredBy, status } = definition;
  return {
    ...referenceTo(definition, arn),
    ...(registeredAt ? { at: registeredAt.toISOString() } : {}),
    // An ARN such as arn:aws:sts::1:assumed-role/deploy/ada: its end says who.
    ...(registeredBy ? { author: registeredBy.replace(/^arn:[^/]*\//, '') } : {}),
    current: arn === currentArn,
    marks: status === 'ACTIVE' || status === undefined ? [] : ['inactive'],
  };
}

/** Deleted for good since it was listed. */
async function describeIfThere(ecs: Ecs, arn: string, signal: AbortSignal): Promise<TaskDefinition | null> {
  try {
    return await describe(ecs, arn, signal);
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'not_found') return null;
    throw error;
  }
}

async function inBatches<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  return results;
}
