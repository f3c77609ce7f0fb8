import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { ProviderError } from '../error';
import { createMask, type Mask, maskedCredentials } from '../mask';
import { refresh } from './cache';
import { checkpoint } from './checkpoint';
import { type GitConfig, gitConfig } from './config';
import { createGit, type Git } from './git';
import { readHeads } from './heads';
import { hasCommit, readCommit, readPage, short, subjectOf } from './history';
import { placeOf } from './place';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { normaliseRemote } from './remote';
import { settled } from './settled';
import { start } from './start';
import { undo } from './undo';
import { watch } from './watch';

/** A branch of a git repository, put back by a revert commit (or a reset where nobody shares the branch). */
export const git = defineProvider({
  id: 'git',
  label: 'Git',
  config: gitConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: false, code: true },
  guard: {
    kind: 'compare-and-swap',
    how: 'Each push carries --force-with-lease=<ref>:<planned head>; one key always gives the same commit.',
  },
  resourceKey: (config) => `${normaliseRemote(config.remote)}#${config.branch}`,
  connect,
});

function connect(config: GitConfig, context: ConnectContext): Connection {
  const mask = createMask();
  const call: Git = createGit(config, {
    clock: context.clock,
    credentials: maskedCredentials(context.credentials, mask),
    mask,
    place: placeOf(context.cacheDir, config.remote),
  });
  const safe = <T>(work: Promise<T>): Promise<T> => work.then(mask.deep, (error: unknown) => rethrow(error, mask));
  return {
    readiness: ({ signal }) => safe(readiness(call, signal)),
    revisions: (page, { signal }) => safe(revisions(call, page, signal)),
    current: ({ signal }) => safe(current(call, signal)),
    plan: (id, { signal }) => safe(refresh(call, signal).then((heads) => makePlan(call, heads, id, signal))),
    checkpoint: (plan, key, { signal }) => safe(checkpoint(call, plan, key, signal)),
    start: (plan, key, { signal }) => safe(start(call, plan, key, signal)),
    async *watch(operation, _plan, { signal }) {
      try {
        for await (const progress of watch(call, operation, signal)) yield mask.deep(progress);
      } catch (error) {
        rethrow(error, mask);
      }
    },
    undo: (point, { signal }) => safe(undo(call, point, signal)),
    settled: (left, { signal }) => safe(settled(call, left, signal)),
  };
}

/** The first page asks the remote; the next ones read on in the copy, unless another replica has made it. */
async function revisions(call: Git, page: { cursor?: string; limit: number }, signal: AbortSignal) {
  const isHere = page.cursor !== undefined && (await hasCommit(call, page.cursor, signal));
  const heads = isHere ? await readHeads(call, signal) : await refresh(call, signal);
  return readPage(call, heads, page, signal);
}

async function current(call: Git, signal: AbortSignal) {
  const { deployed } = await refresh(call, signal);
  const commit = await readCommit(call, deployed, signal);
  return { id: commit.sha, label: short(commit.sha), summary: subjectOf(commit) };
}

function rethrow(error: unknown, mask: Mask): never {
  if (!(error instanceof ProviderError)) throw error;
  const { code, retryable, cause } = error;
  throw new ProviderError(code, mask.text(error.message), { cause, retryable });
}
