import { mask } from '@/lib/net/mask';
import type { CheckContext } from './contract';

/** A line of a key is long; what is shorter would garble what people need to read. */
const SHORTEST_LINE = 16;

/** A reference that names nothing. The message quotes the reference and nothing of what was read. */
export class UnusableReferenceError extends Error {
  override readonly name = 'UnusableReferenceError';
  constructor(reference: string) {
    super(`${reference} has no value: set it where the worker runs`);
  }
}

/** Reads the secrets of one question and remembers them, so that nothing that is told shows one. */
export interface Secrets {
  /** The value, trimmed and never empty. Throws UnusableReferenceError. */
  read(reference: string): Promise<string>;
  /** Hides a value that was made from secrets, such as a login in base64. */
  hide(value: string): void;
  /** The text with every secret hidden. To be called before anything is shortened: half a secret is a leak too. */
  clean(text: string): string;
}

export function secretsOf(context: CheckContext): Secrets {
  const hidden = new Set<string>();
  const hide = (value: string) => {
    hidden.add(value);
    hidden.add(Buffer.from(value).toString('base64'));
    for (const line of value.split(/\r?\n/)) if (line.length >= SHORTEST_LINE) hidden.add(line);
  };
  return {
    async read(reference) {
      // The resolver's own words may quote what it read.
      const value = (await context.resolve(reference).catch(() => '')).trim();
      if (value === '') throw new UnusableReferenceError(reference);
      hide(value);
      return value;
    },
    hide,
    clean: (text) =>
      mask(
        text,
        [...hidden].sort((a, b) => b.length - a.length),
      ),
  };
}
