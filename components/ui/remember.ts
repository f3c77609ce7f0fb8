const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a preference in a cookie, so that the server renders with it and nothing flashes. No secret belongs here. */
export function remember(name: 'theme' | 'locale' | 'tz', value: string): void {
  Reflect.set(
    document,
    'cookie',
    `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`,
  );
}
