import type { z } from 'zod';
import { guardedRequest } from '@/lib/net/guarded-request';
import { matchingLines } from '@/lib/net/pattern';
import { type Asking, answer, UnaskableError } from '../answer';
import { type CheckContext, defineCheck } from '../contract';
import { judgeLines } from '../lines';
import { oneLine } from '../text';
import { expectedText, limitOf, shellCommand, type VercelLogsConfig, vercelLogsConfigSchema } from './config';
import { logsReply, projectReply, type Written, writtenIn } from './reply';

const MAX_REPLY_BYTES = 4 * 1024 * 1024;
/** About a hundred requests each; a window that needs more is too wide for a check. */
const MOST_PAGES = 20;
const SHOWN_REASON = 120;

/**
 * Counts what matches a pattern in a project's logs over the last seconds and shows the newest. `error`: an unknown
 * project, a refused token, more to read than is asked for: then nothing is known.
 *
 * The endpoint of the API reference (`…/deployments/{id}/runtime-logs`) is a live stream without a window. This asks the
 * windowed one of `vercel logs` (vercel/vercel, packages/cli, util/logs-v2), which the reference leaves out.
 */
export const vercelLogs = defineCheck({
  id: 'vercel-logs',
  label: 'Vercel logs',
  config: vercelLogsConfigSchema,
  manual: false,
  command: shellCommand,
  expected: expectedText,
  ask: (config, context) =>
    answer(context, { ...config, unreachable: 'error' }, (asking) => ask(config, asking, context)),
});

async function ask(config: VercelLogsConfig, asking: Asking, { clock }: CheckContext) {
  const get = await reader(config, asking);
  const project = await get(projectReply, new URL(`/v9/projects/${config.project}`, config.baseUrl), {});
  const endMs = clock().getTime();
  const window = { startDate: String(endMs - config.windowSeconds * 1_000), endDate: String(endMs) };
  const whose = { projectId: project.id, ownerId: project.accountId, environment: config.environment };
  const written: Written[] = [];
  for (let page = 0; ; page++) {
    if (page === MOST_PAGES) throw new UnaskableError('too much to read: narrow the window');
    const url = new URL('/api/logs/request-logs', config.logsUrl);
    const reply = await get(logsReply, url, { ...whose, ...window, page: String(page) });
    written.push(...reply.rows.map(writtenIn));
    if (!reply.hasMoreRows) break;
  }
  const newestFirst = written.sort((a, b) => b.atMs - a.atMs).flatMap(({ lines }) => lines);
  const limit = limitOf(config);
  const matching = matchingLines(config.pattern, newestFirst.map(asking.secrets.clean), limit);
  if (matching === 'too_slow') throw new UnaskableError('the pattern takes too long: simplify it');
  return judgeLines(matching, { atMost: config.atMost, limit });
}

type Get = <S extends z.ZodType>(schema: S, url: URL, query: Record<string, string>) => Promise<z.output<S>>;

async function reader({ team, token }: VercelLogsConfig, { secrets, signal }: Asking): Promise<Get> {
  const authorization = `Bearer ${await secrets.read(token)}`;
  const scope = team === undefined ? {} : { [team.startsWith('team_') ? 'teamId' : 'slug']: team };
  return async (schema, url, query) => {
    url.search = new URLSearchParams({ ...query, ...scope }).toString();
    const headers = { authorization, accept: 'application/json' };
    const reply = await guardedRequest({ url, method: 'GET', headers, signal, maxBodyBytes: MAX_REPLY_BYTES });
    if (reply.status !== 200) throw new UnaskableError(refusal(reply.status, url.host, secrets.clean(reply.body)));
    if (reply.truncated) throw new UnaskableError(`${url.host} answered more than 4 MiB: narrow the window`);
    const parsed = schema.safeParse(parse(reply.body));
    if (parsed.success) return parsed.data;
    throw new UnaskableError(`${url.host} answered in a form that is not known`);
  };
}

const refusal = (status: number, host: string, body: string): string =>
  `${status} from ${host}: ${oneLine(body, SHOWN_REASON)}`;

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
