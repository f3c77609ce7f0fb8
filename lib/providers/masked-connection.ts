import type { CallOptions, Connection } from './contract';
import { ProviderError } from './error';
import type { Mask } from './mask';

type Rare = 'restore' | 'fits' | 'standstill' | 'backup' | 'settled';
/** A connection with everything that most providers offer; few take something from an automation, or hold live data. */
type Whole = Required<Omit<Connection, Rare>> & Pick<Connection, Rare>;

/** The same connection, with secrets scrubbed from all that it answers and from every error. */
export function maskedConnection(mask: Mask, inner: Whole): Whole {
  const { restore, fits, standstill, backup, settled } = inner;
  const safe = <T>(work: Promise<T>): Promise<T> => work.then(mask.deep, (error: unknown) => rethrow(error, mask));
  return {
    readiness: (options) => safe(inner.readiness(options)),
    revisions: (page, options) => safe(inner.revisions(page, options)),
    current: (options) => safe(inner.current(options)),
    plan: (id, options) => safe(inner.plan(id, options)),
    checkpoint: (plan, key, options) => safe(inner.checkpoint(plan, key, options)),
    start: (plan, key, options) => safe(inner.start(plan, key, options)),
    async *watch(operation, plan, options: CallOptions) {
      try {
        for await (const progress of inner.watch(operation, plan, options)) yield mask.deep(progress);
      } catch (error) {
        rethrow(error, mask);
      }
    },
    undo: (checkpoint, options) => safe(inner.undo(checkpoint, options)),
    ...(fits ? { fits: (version, options) => safe(fits(version, options)) } : {}),
    ...(backup ? { backup: (request, options) => safe(backup(request, options)) } : {}),
    ...(standstill ? { standstill: (options) => safe(standstill(options)) } : {}),
    ...(settled ? { settled: (left, options) => safe(settled(left, options)) } : {}),
    ...(restore ? { restore: (checkpoint, options) => safe(restore(checkpoint, options)) } : {}),
  };
}

function rethrow(error: unknown, mask: Mask): never {
  if (!(error instanceof ProviderError)) throw error;
  const { code, retryable, cause } = error;
  const told = cause instanceof Error ? new Error(mask.text(cause.message)) : undefined;
  throw new ProviderError(code, mask.text(error.message), { cause: told, retryable });
}
