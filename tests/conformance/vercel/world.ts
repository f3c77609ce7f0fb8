import { createCredentials } from '@/lib/providers/credentials';
import { vercel } from '@/lib/providers/vercel';
import { createApi } from '@/lib/providers/vercel/api';
import { readProduction } from '@/lib/providers/vercel/production';
import type { World } from '../../contract/fixture';
import { allRevisions, soon, watchToEnd } from '../../contract/suite/subject';
import { startHttpRelay, WIRE_FAULTS } from '../http-relay';
import type { GivenProject } from './project';

const CANARY = 'canary-vercel-t0ken/4e1f+never=seen';
const KEY = 'conformance.give-back';

/**
 * The given project as it stands, behind a wire that counts and fails. Nothing is built and nothing deleted: production
 * moves between deployments that are there, and is given back at the end, with the assignment of domains.
 */
export async function givenWorld({ token, project, team, baseUrl }: GivenProject): Promise<World> {
  const place = { project, token: 'env:VERCEL_TOKEN', ...(team === undefined ? {} : { team }) };
  const config = vercel.config.parse({ ...place, ...(baseUrl === undefined ? {} : { baseUrl }) });
  const credentials = createCredentials({ VERCEL_TOKEN: token });
  const direct = vercel.connect(config, { clock: () => new Date(), credentials, cacheDir: '/nonexistent' });
  const api = createApi(config, credentials);
  const production = () => readProduction(api, soon().signal);
  const before = await production();
  const original = await direct.current(soon());
  const goTo = async (id: string) => {
    const plan = await direct.plan(id, soon());
    await watchToEnd(direct, await direct.start(plan, KEY, soon()), plan);
  };
  const isWrite = (call: string) => !call.startsWith('GET ');
  const relay = await startHttpRelay(config.baseUrl, {
    isWrite,
    // The component's own token is none of Vercel's, which then refuses it in its own words.
    onward: async (_call, fault) => ({
      headers: fault === 'auth_refused' ? {} : { authorization: `Bearer ${token}` },
    }),
  });
  const env = { VERCEL_TOKEN: CANARY };
  const component = { config: { ...place, baseUrl: relay.url }, env };
  return {
    component,
    connect: () =>
      vercel.connect(vercel.config.parse(component.config), {
        clock: () => new Date(),
        credentials: createCredentials(env),
        cacheDir: '/nonexistent',
      }),
    writes: async () => relay.calls.filter(isWrite).length,
    everything: async () => JSON.stringify(await production()),
    // A deployment is immutable: its id is its content.
    contentOf: async (id) => id,
    async deploySlipsIn() {
      const all = await allRevisions(direct, 50);
      const at = all.findIndex(({ current }) => current);
      await goTo(all[at + 1]?.id ?? '');
    },
    fault: relay.fault,
    faults: [...WIRE_FAULTS, 'auth_refused'],
    whenHeld: relay.whenHeld,
    unknownRevision: 'dpl_unknownunknownunknownunknown',
    secrets: [CANARY, token],
    traces: async () => relay.calls.join('\n'),
    async close() {
      await relay.close();
      if ((await direct.current(soon())).id !== original.id) await goTo(original.id);
      const { autoAssignCustomDomains } = before.project;
      if ((await production()).project.autoAssignCustomDomains === autoAssignCustomDomains) return;
      await api.patch({
        what: `give the assignment of domains of ${project} back`,
        path: `/v${config.versions.project}/projects/${encodeURIComponent(project)}`,
        body: { autoAssignCustomDomains },
        signal: soon().signal,
      });
    },
  };
}
