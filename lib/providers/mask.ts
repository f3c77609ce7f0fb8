import type { Credentials } from './contract';

/** Below this a value is too common to be scrubbed without garbling what people need to read. */
const SHORTEST = 4;
/** Lines of a key are long; `-----BEGIN…` and the like are no secret. */
const SHORTEST_LINE = 16;
const STAND_IN = '***';

export interface Mask {
  /** Remembers a resolved secret with the forms that it takes in URLs and headers. */
  add(secret: string): void;
  text(text: string): string;
  /** Copies a JSON value with every string scrubbed, keys included. */
  deep<T>(value: T): T;
}

/** Scrubs resolved secrets from whatever leaves a provider: the last net, not the only one. */
export function createMask(): Mask {
  const secrets = new Set<string>();
  const text = (input: string) => {
    let output = input;
    for (const secret of [...secrets].sort((a, b) => b.length - a.length)) output = output.replaceAll(secret, STAND_IN);
    return output;
  };
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(deep);
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), deep(inner)]));
    return value;
  };
  return {
    add: (secret) => {
      for (const form of formsOf(secret)) secrets.add(form);
    },
    text,
    deep: <T>(value: T) => deep(value) as T,
  };
}

function formsOf(secret: string): string[] {
  const whole = secret.trim();
  if (whole.length < SHORTEST) return [];
  const lines = whole.split(/\r?\n/).filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'));
  return [secret, whole, encodeURIComponent(whole), Buffer.from(whole).toString('base64'), ...lines];
}

/** The same credentials, with each value that they hand out remembered by the mask. */
export function maskedCredentials(credentials: Credentials, mask: Mask): Credentials {
  return {
    async resolve(reference) {
      const value = await credentials.resolve(reference);
      mask.add(value);
      return value;
    },
  };
}
