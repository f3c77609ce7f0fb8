/** What the bare writer notifies and the bare server listens on. */
export const BARE_CHANNEL = 'bench_bare';
