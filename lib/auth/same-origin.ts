import { settings } from '@/lib/settings';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from our own pages. Browsers always send Origin with such
 * requests; a client without one is no browser, holds no ambient cookie, and is let through only when no
 * Sec-Fetch-Site says otherwise.
 */
export function isSameOrigin(request: Request): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin') return false;
  const origin = request.headers.get('origin');
  if (!origin) return site === 'same-origin';
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host') ?? new URL(request.url).host;
  return URL.canParse(origin) && (new URL(origin).host === host || origin === new URL(settings().url).origin);
}
