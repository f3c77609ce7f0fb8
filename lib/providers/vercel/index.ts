import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { createMask, maskedCredentials } from '../mask';
import { maskedConnection } from '../masked-connection';
import { type Api, createApi } from './api';
import {
  assignmentCheckpoint,
  isAboutAssignment,
  restoreAssignment,
  startAssignment,
  undoAssignment,
  watchAssignment,
} from './assignment';
import { checkpoint, undo } from './checkpoint';
import { type VercelConfig, vercelConfig } from './config';
import { readDeployment, readPage, refOf } from './deployments';
import { makePlan } from './plan';
import { currentOf, readProduction } from './production';
import { readiness } from './readiness';
import { settled } from './settled';
import { start } from './start';
import { watch } from './watch';

/** A project on Vercel, put back by an instant rollback, or by pointing its domains where that is not allowed. */
export const vercel = defineProvider({
  id: 'vercel',
  label: 'Vercel',
  config: vercelConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: false, code: true },
  guard: {
    kind: 're-read',
    how: 'The aliases and the last alias request are read before each write; asking again for the same deployment leads to the same place.',
  },
  resourceKey: ({ team, project }) => (team === undefined ? project : `${team}/${project}`),
  connect,
});

function connect(config: VercelConfig, context: ConnectContext): Connection {
  const mask = createMask();
  const api = createApi(config, maskedCredentials(context.credentials, mask));
  return maskedConnection(mask, {
    readiness: ({ signal }) => readiness(api, signal),
    revisions: (page, { signal }) => revisions(api, page, signal),
    current: ({ signal }) => current(api, signal),
    plan: (id, { signal }) => makePlan(api, id, signal),
    checkpoint: (plan, _key, { signal }) =>
      (isAboutAssignment(plan.write) ? assignmentCheckpoint : checkpoint)(api, plan, signal),
    start: (plan, key, { signal }) => (isAboutAssignment(plan.write) ? startAssignment : start)(api, plan, key, signal),
    watch: (_operation, plan, { signal }) =>
      (isAboutAssignment(plan.write) ? watchAssignment : watch)(api, plan, signal),
    undo: (point, { signal }) => (isAboutAssignment(point.data) ? undoAssignment : undo)(api, point, signal),
    restore: (point, { signal }) => restoreAssignment(api, point, signal),
    settled: (left, { signal }) => settled(api, left, signal),
  });
}

async function revisions(api: Api, page: { cursor?: string; limit: number }, signal: AbortSignal) {
  return readPage(api, currentOf(await readProduction(api, signal)), page, signal);
}

async function current(api: Api, signal: AbortSignal) {
  const deployment = await readDeployment(api, currentOf(await readProduction(api, signal)), signal);
  return refOf({ ...deployment, uid: deployment.id });
}
