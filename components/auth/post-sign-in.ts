export type SignInFailure = 'refused' | 'throttled' | 'unreachable';

/** Signs in with next-auth's credentials flow: its CSRF token first, then the form. Null on success. */
export async function postSignIn(
  provider: 'password' | 'link',
  fields: Record<string, string>,
): Promise<SignInFailure | null> {
  try {
    const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({ ...fields, csrfToken, json: 'true', callbackUrl: '/' });
    const response = await fetch(`/api/auth/callback/${provider}`, { method: 'POST', body });
    if (response.ok) return null;
    if (response.status !== 401) return 'unreachable';
    const { url } = (await response.json()) as { url?: string };
    return url?.includes('error=throttled') ? 'throttled' : 'refused';
  } catch {
    return 'unreachable';
  }
}

/** Leaves for a provider's own sign-in page; false when the server did not say where that is. */
export async function beginSignOn(provider: string, next: string): Promise<boolean> {
  try {
    const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, json: 'true', callbackUrl: next });
    const response = await fetch(`/api/auth/signin/${provider}`, { method: 'POST', body });
    const { url } = (await response.json()) as { url?: string };
    if (!response.ok || !url || new URL(url, window.location.href).pathname === '/sign-in') return false;
    window.location.assign(url);
    return true;
  } catch {
    return false;
  }
}
