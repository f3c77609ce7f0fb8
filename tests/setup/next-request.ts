/** What next/headers answers in a test: the jar and headers of one pretended request. */
export const pretended = { cookies: new Map<string, string>(), headers: new Headers() };

/** For `vi.mock('next/headers', …)`: the edge that Next itself provides while it handles a request. */
export function nextHeaders() {
  return {
    cookies: async () => ({
      get: (name: string) => {
        const value = pretended.cookies.get(name);
        return value === undefined ? undefined : { name, value };
      },
      getAll: () => [...pretended.cookies].map(([name, value]) => ({ name, value })),
      has: (name: string) => pretended.cookies.has(name),
      set: (name: string, value: string) => void pretended.cookies.set(name, value),
      delete: (name: string) => void pretended.cookies.delete(name),
    }),
    headers: async () => pretended.headers,
  };
}

/** The browser of whoever holds this session cookie; of nobody without one. */
export function browse(cookie?: string): void {
  pretended.cookies.clear();
  if (cookie) pretended.cookies.set('next-auth.session-token', cookie);
}
