/** A GET of ours that was refused: the code has a sentence, a provider's error brings its own. */
export class ReadError extends Error {
  override readonly name = 'ReadError';
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number>,
    readonly detail: string | undefined,
  ) {
    super(code);
  }
}

const DEADLINE_MS = 20_000;

interface Refused {
  error?: { code?: string; params?: Record<string, string | number>; message?: string };
}

/** Reads one of our JSON routes, under a deadline. Throws ReadError. */
export async function readJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const response = await fetch(url, {
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    cache: 'no-store',
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ReadError('unreachable', {}, undefined);
  });
  const body = (await response.json().catch(() => ({}))) as T & Refused;
  if (response.ok) return body;
  throw new ReadError(body.error?.code ?? 'unreachable', body.error?.params ?? {}, body.error?.message);
}
