import type { z } from 'zod';
import { guardedRequest } from '@/lib/net/guarded-request';
import type { Credentials } from '../contract';
import { ProviderError } from '../error';
import type { VercelConfig } from './config';
import { networkFailure, refusalOf } from './failure';

const MAX_REPLY_BYTES = 4 * 1024 * 1024;

export interface Ask {
  /** Completes "Vercel refused to …". */
  what: string;
  path: string;
  query?: Record<string, string | number | undefined>;
  signal: AbortSignal;
}

/** Talks to Vercel's REST API for one project; each call has the caller's signal and a deadline of its own. */
export interface Api {
  config: VercelConfig;
  get<S extends z.ZodType>(schema: S, ask: Ask): Promise<z.output<S>>;
  /** Resolves once Vercel accepted. Errors: VercelRefusal, ProviderError `timeout`, `unavailable`. */
  post(ask: Ask & { body: Record<string, unknown> }): Promise<void>;
  /** Changes what is named, and nothing else. Errors: as `post`. */
  patch(ask: Ask & { body: Record<string, unknown> }): Promise<void>;
}

export function createApi(config: VercelConfig, credentials: Credentials): Api {
  const call = async (method: string, { what, path, query, signal: outer }: Ask, body?: string): Promise<string> => {
    const signal = AbortSignal.any([outer, AbortSignal.timeout(config.timeoutSeconds * 1_000)]);
    const url = new URL(path, config.baseUrl);
    for (const [key, value] of Object.entries({ ...scopeOf(config), ...query }))
      if (value !== undefined) url.searchParams.set(key, String(value));
    const token = (await credentials.resolve(config.token)).trim();
    const reply = await guardedRequest({
      url,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body,
      signal,
      maxBodyBytes: MAX_REPLY_BYTES,
    }).catch((error: unknown) => {
      throw networkFailure(what, url.host, error, signal);
    });
    if (reply.status < 200 || reply.status >= 300) throw refusalOf(what, reply.status, reply.body);
    return reply.body;
  };
  return {
    config,
    async get(schema, ask) {
      const parsed = schema.safeParse(parseJson(await call('GET', ask)));
      if (parsed.success) return parsed.data;
      throw new ProviderError(
        'failed',
        `Vercel was asked to ${ask.what} and answered in a form that Repli does not know: check the API versions of this component.`,
        { cause: parsed.error },
      );
    },
    post: async ({ body, ...ask }) => void (await call('POST', ask, JSON.stringify(body))),
    patch: async ({ body, ...ask }) => void (await call('PATCH', ask, JSON.stringify(body))),
  };
}

/** Every endpoint takes the team as an id or as a slug. */
function scopeOf({ team }: VercelConfig): Record<string, string> {
  if (team === undefined) return {};
  return team.startsWith('team_') ? { teamId: team } : { slug: team };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
