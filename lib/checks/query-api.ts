import { z } from 'zod';
import { guardedRequest } from '@/lib/net/guarded-request';
import { shellExpansion } from '@/lib/net/reference';
import { quote, quoteWithExpansion } from '@/lib/net/shell';
import { type Asking, UnaskableError } from './answer';
import { reference, timeoutMs, webAddress } from './fields';

/** Enough for thousands of series or lines; more is a query to be narrowed. */
const MAX_REPLY_BYTES = 4 * 1024 * 1024;
const SHOWN_REASON = 120;

/** Settings of a server that is asked by HTTP queries: Prometheus, Loki and what speaks as they do. */
export const queryApiShape = {
  /** Where the server is, without `/api/…` or `/loki/…`. */
  url: webAddress,
  /** Reference to a token, sent as `Authorization: Bearer`. */
  bearer: reference.optional(),
  basic: z.strictObject({ username: z.string().min(1).max(200), password: reference }).optional(),
  /** The tenant of a server that holds several, sent as `X-Scope-OrgID` (Mimir, Loki). */
  tenant: z
    .string()
    .regex(/^[\w.*'()|!-]{1,150}$/, { error: 'the name of a tenant' })
    .optional(),
  /** Reference to a PEM certificate to trust. */
  ca: reference.optional(),
  timeoutMs,
};
export type QueryApi = z.output<z.ZodObject<typeof queryApiShape>>;

export const ONE_LOGIN = { error: 'either bearer or basic, not both', path: ['basic'] };
export const hasOneLogin = ({ bearer, basic }: Pick<QueryApi, 'bearer' | 'basic'>) => !(bearer && basic);

export interface QueryReply {
  status: number;
  host: string;
  body: string;
}

/**
 * One GET of the API. Throws UnaskableError for a refused login, a redirect or a reply beyond 4 MiB, and what the
 * network throws; any other status is the caller's to explain.
 */
export async function askQueryApi(
  api: QueryApi,
  path: string,
  params: Record<string, string>,
  { secrets, signal }: Asking,
): Promise<QueryReply> {
  const url = addressOf(api, path);
  url.search = new URLSearchParams(params).toString();
  const headers: Record<string, string> = { accept: 'application/json' };
  if (api.tenant !== undefined) headers['x-scope-orgid'] = api.tenant;
  if (api.bearer !== undefined) headers.authorization = `Bearer ${await secrets.read(api.bearer)}`;
  if (api.basic !== undefined) {
    const login = Buffer.from(`${api.basic.username}:${await secrets.read(api.basic.password)}`).toString('base64');
    secrets.hide(login);
    headers.authorization = `Basic ${login}`;
  }
  const ca = api.ca === undefined ? undefined : await secrets.read(api.ca);
  const reply = await guardedRequest({ url, method: 'GET', headers, signal, ca, maxBodyBytes: MAX_REPLY_BYTES });
  const { status, body } = reply;
  if (status === 401 || status === 403) throw new UnaskableError(`${status} from ${url.host}: the login was refused`);
  if (status >= 300 && status < 400) throw new UnaskableError(`${status} from ${url.host}: write the final address`);
  if (reply.truncated) throw new UnaskableError(`${url.host} answered more than 4 MiB: narrow the query`);
  // Hidden here, before anything of it is shortened: half a secret is a leak too.
  return { status, body: secrets.clean(body), host: url.host };
}

/** The server's own words for why a query failed, when it is asked by its status. */
export function refusedQuery({ status, host }: QueryReply, reason: string): UnaskableError {
  return new UnaskableError(`${status} from ${host}: ${reason.trim().slice(0, SHOWN_REASON) || 'no reason given'}`);
}

/** The body as the schema has it. Throws UnaskableError when it is something else, such as a login page. */
export function readReply<S extends z.ZodType>(schema: S, { status, host, body }: QueryReply): z.output<S> {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    throw new UnaskableError(`${status} from ${host}: not the JSON of a query, look at the address`);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new UnaskableError(`${status} from ${host}: an answer of another shape`);
  return parsed.data;
}

/** The same GET as a `curl` command. Values of `params` are words of the shell already. */
export function queryCommand(api: QueryApi, path: string, params: Record<string, string>): string {
  const words = ['curl', '-sS', '--max-time', String(api.timeoutMs / 1_000), '--get'];
  if (api.bearer !== undefined)
    words.push('-H', quoteWithExpansion('authorization: Bearer ', shellExpansion(api.bearer)));
  if (api.basic !== undefined)
    words.push('-u', quoteWithExpansion(`${api.basic.username}:`, shellExpansion(api.basic.password)));
  if (api.tenant !== undefined) words.push('-H', quote(`x-scope-orgid: ${api.tenant}`));
  if (api.ca !== undefined) words.push('--cacert', certificateWord(api.ca));
  for (const [name, word] of Object.entries(params)) words.push('--data-urlencode', `${name}=${word}`);
  return [...words, quote(addressOf(api, path).href)].join(' ');
}

function certificateWord(file: string): string {
  return file.startsWith('file:') ? quote(file.slice(5)) : `<(printf %s "${shellExpansion(file)}")`;
}

function addressOf(api: QueryApi, path: string): URL {
  const url = new URL(api.url);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  return url;
}
