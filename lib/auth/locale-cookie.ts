import { cookies } from 'next/headers';
import { LOCALE_COOKIE } from '@/lib/i18n/locale';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Makes this browser speak the person's language; with `onlyIfUnset` a choice made in it before stays. */
export async function rememberLocale(locale: string, { onlyIfUnset = false } = {}): Promise<void> {
  const jar = await cookies();
  if (onlyIfUnset && jar.has(LOCALE_COOKIE)) return;
  jar.set(LOCALE_COOKIE, locale, { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS });
}
