import type { CheckContext, CheckKind, CheckResult } from './contract';

/** Asks a check as the sampler does: raw settings are parsed, `secrets` are what its references resolve to. */
export function askWith(secrets: Record<string, string>) {
  return <C>(kind: CheckKind<C>, config: unknown, context: Partial<CheckContext> = {}): Promise<CheckResult> =>
    kind.ask(kind.config.parse(config), {
      signal: new AbortController().signal,
      clock: () => new Date(),
      resolve: async (reference) => {
        const value = secrets[reference];
        if (value === undefined) throw new Error(`${reference} is not set`);
        return value;
      },
      ...context,
    });
}
