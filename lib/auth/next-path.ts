/** Where to go after signing in: a path of our own, never another site (`//host`, `/\host`, a scheme). */
export function safeNextPath(next: string | null | undefined): string {
  if (!next?.startsWith('/')) return '/';
  const base = 'http://repli.invalid';
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-in')) return '/';
  return url.pathname + url.search + url.hash;
}
