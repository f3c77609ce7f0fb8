import type { Revision, RevisionPage } from '../contract';
import { ProviderError } from '../error';
import type { Api } from './api';
import { VercelRefusal } from './failure';
import { type DeploymentReply, deploymentReply, deploymentsReply, type ListedDeployment } from './replies';

/** Vercel's own limit of a page. */
const MOST_PER_PAGE = 100;

/** Production deployments that are ready, newest first, from the time `until` (milliseconds) back. */
export async function listDeployments(
  api: Api,
  page: { until?: number | undefined; limit: number; state?: string },
  signal: AbortSignal,
): Promise<{ deployments: ListedDeployment[]; next: number | undefined }> {
  const reply = await api.get(deploymentsReply, {
    what: `list the deployments of ${api.config.project}`,
    path: `/v${api.config.versions.deployments}/deployments`,
    query: {
      projectId: api.config.project,
      target: 'production',
      state: page.state ?? 'READY',
      limit: Math.min(Math.max(1, page.limit), MOST_PER_PAGE),
      until: page.until,
    },
    signal,
  });
  return { deployments: reply.deployments, next: reply.pagination?.next ?? undefined };
}

/** One page; the cursor is Vercel's own, a time, so that new deployments shift nothing. */
export async function readPage(
  api: Api,
  currentId: string,
  page: { cursor?: string; limit: number },
  signal: AbortSignal,
): Promise<RevisionPage> {
  if (page.cursor !== undefined && !/^\d{1,15}$/.test(page.cursor))
    throw new ProviderError('invalid_target', 'This place in the list is not valid: start from the newest deployment.');
  const until = page.cursor === undefined ? undefined : Number(page.cursor);
  const { deployments, next } = await listDeployments(api, { until, limit: page.limit }, signal);
  const revisions = deployments.map((each) => revisionOf(each, currentId));
  if (until === undefined && !revisions.some((each) => each.current)) {
    // What production leads to may be older than this page, or a preview that somebody pointed a domain at.
    const current = await readDeployment(api, currentId, signal);
    if (current.target !== 'production') revisions.unshift(revisionOf({ ...current, uid: current.id }, currentId));
  }
  return { revisions, ...(next === undefined ? {} : { nextCursor: String(next) }) };
}

/** Errors: ProviderError `not_found` for one that is unknown or belongs to another project. */
export async function readDeployment(api: Api, id: string, signal: AbortSignal): Promise<DeploymentReply> {
  const unknown = new ProviderError(
    'not_found',
    `Project ${api.config.project} has no deployment ${id.slice(0, 80)}: choose one from the list.`,
  );
  if (!/^dpl_\w{1,64}$/.test(id)) throw unknown;
  const path = `/v${api.config.versions.deployment}/deployments/${id}`;
  try {
    return await api.get(deploymentReply, { what: `read deployment ${id}`, path, signal });
  } catch (error) {
    throw error instanceof VercelRefusal && error.status === 404 ? unknown : error;
  }
}

/** `label` is the commit's where there is one, else the unique part of the deployment's host name. */
export function refOf(each: { uid: string; url: string | null; meta?: Record<string, unknown> | undefined }) {
  const commit = gitValue(each.meta, 'CommitSha');
  const subject = gitValue(each.meta, 'CommitMessage')?.split('\n')[0];
  return {
    id: each.uid,
    label: commit?.slice(0, 8) ?? each.uid.slice(0, 12),
    summary: subject || each.url || each.uid,
  };
}

function revisionOf(
  each: Omit<ListedDeployment, 'created'> & { created?: number; createdAt?: number },
  currentId: string,
): Revision {
  const author = gitValue(each.meta, 'CommitAuthorName') ?? each.creator?.username;
  return {
    ...refOf(each),
    at: new Date(each.created ?? each.createdAt ?? 0).toISOString(),
    ...(author === undefined ? {} : { author }),
    current: each.uid === currentId,
    marks: marksOf(each),
  };
}

/** `preview`, `staged` (never served production), `no-instant-rollback`, `dirty` (not only what is committed). */
function marksOf({ target, readySubstate, isRollbackCandidate, meta }: Omit<ListedDeployment, 'created'>): string[] {
  return [
    ...(target === 'production' ? [] : ['preview']),
    ...(readySubstate === 'STAGED' ? ['staged'] : []),
    ...(isRollbackCandidate === false ? ['no-instant-rollback'] : []),
    ...(meta?.gitDirty === '1' ? ['dirty'] : []),
  ];
}

/** The git provider's name is part of the key: `githubCommitSha`, `gitlabCommitSha`, `bitbucketCommitSha`. */
function gitValue(meta: Record<string, unknown> | undefined, key: string): string | undefined {
  for (const host of ['github', 'gitlab', 'bitbucket']) {
    const value = meta?.[`${host}${key}`];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}
