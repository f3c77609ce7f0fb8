import { z } from 'zod';
import { readSettings } from './settings';

/** Enough for a clone, a commit and a push on a busy machine. */
const DEADLINE_MS = 30_000;
const STATUS_MS = 2_000;
const pushedSchema = z.object({ commit: z.string(), subject: z.string() });
const refusedSchema = z.object({ code: z.enum(['no_bug_fits', 'nothing_to_mend']) });

/** What the lab runs, by the slugs of its services. */
export const SERVICES = ['shop', 'storefront', 'orders'] as const;
export type ServiceName = (typeof SERVICES)[number];

export type PushOutcome =
  | { ok: true; commit: string; subject: string }
  | { ok: false; code: 'stopped' | 'no_bug_fits' | 'nothing_to_mend' | 'failed'; detail: string };

/** Asks the lab that runs from `dir` to push another commit that breaks a service. Never throws. */
export function breakAgain(dir: string, service: ServiceName = 'shop'): Promise<PushOutcome> {
  return push(dir, `/break?service=${service}`);
}

/** Asks it to push a commit that takes the lab's bugs out again. Never throws. */
export function mend(dir: string, service: ServiceName): Promise<PushOutcome> {
  return push(dir, `/mend?service=${service}`);
}

/** Asks it to let Amazon refuse another value of a secret from now on, or to take it again. Whether that was done; never throws. */
export async function refuse(dir: string, isRefused: boolean): Promise<boolean> {
  return (await call(dir, 'POST', isRefused ? '/refuse' : '/allow', STATUS_MS))?.status === 200;
}

/** Whether a lab runs from `dir`: something else may have taken its port, so it has to know the token. */
export async function labStatus(dir: string): Promise<boolean> {
  return (await call(dir, 'GET', '/status', STATUS_MS))?.status === 200;
}

async function push(dir: string, path: string): Promise<PushOutcome> {
  const reply = await call(dir, 'POST', path, DEADLINE_MS);
  if (!reply) return { ok: false, code: 'stopped', detail: '' };
  const refused = refusedSchema.safeParse(reply.body);
  if (reply.status === 409 && refused.success) return { ok: false, code: refused.data.code, detail: '' };
  const body = pushedSchema.safeParse(reply.body);
  if (reply.status === 200 && body.success) return { ok: true, ...body.data };
  return { ok: false, code: 'failed', detail: String(reply.status) };
}

async function call(
  dir: string,
  method: string,
  path: string,
  deadlineMs: number,
): Promise<{ status: number; body: unknown } | null> {
  const { controlPort, token } = await readSettings(dir);
  if (controlPort === 0) return null;
  try {
    const reply = await fetch(`http://127.0.0.1:${controlPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { status: reply.status, body: await reply.json().catch(() => null) };
  } catch {
    return null;
  }
}
