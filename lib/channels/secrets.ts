import { mask } from '@/lib/net/mask';
import { parseReference } from '@/lib/net/reference';
import { ChannelError, type DeliveryContext } from './contract';

/**
 * The value of a reference. Not worth repeating where there is none: someone has to set it first. The resolver's own
 * words are kept from the message. Throws ChannelError.
 */
export async function readSecret(reference: string, context: DeliveryContext): Promise<string> {
  const value = (await context.resolve(reference).catch(() => '')).trim();
  if (value === '') throw new ChannelError(`${reference} has no value: set it where the worker runs`, false);
  return value;
}

/** Whether this is an address that messages may be posted to; credentials belong in a setting of their own. */
export function isPostable(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '';
}

/** The address that is written, or that a reference holds. Throws ChannelError. */
export async function readAddress(value: string, context: DeliveryContext): Promise<URL> {
  const url = parseReference(value) ? await readSecret(value, context) : value;
  if (!isPostable(url)) throw new ChannelError(`${value} does not hold an http:// or https:// address`, false);
  return new URL(url);
}

/** What another system said, as part of a sentence: one short line without the secrets that it was sent. */
export function quoted(text: string, secrets: Iterable<string>): string {
  const line = mask(text, secrets)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
