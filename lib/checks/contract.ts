import type { z } from 'zod';

/** `error` means that the check could not be asked: it never counts as pass. */
export interface CheckResult {
  verdict: 'pass' | 'fail' | 'error';
  /** What was seen, one line, at most 200 characters, no secret. */
  observed: string;
  latencyMs: number;
}

export interface CheckContext {
  signal: AbortSignal;
  clock: () => Date;
  resolve(reference: string): Promise<string>;
}

export interface CheckKind<C = unknown> {
  id: string;
  label: string;
  config: z.ZodType<C>;
  /** A person answers it in the room; `ask` is never called. */
  manual: boolean;
  /** What is asked, as a command that can be copied (`curl …`), secrets as `$NAME`. */
  command(config: C): string;
  /** What is expected, for people. */
  expected(config: C): string;
  /** Never throws for what can go wrong outside: that is verdict `error` or `fail`. */
  ask(config: C, context: CheckContext): Promise<CheckResult>;
}

export function defineCheck<S extends z.ZodType>(
  kind: Omit<CheckKind<z.output<S>>, 'config'> & { config: S },
): CheckKind<z.output<S>> {
  return kind as CheckKind<z.output<S>>;
}
