import { getProperty } from 'dot-prop';
import { resolvedHeaders } from '@/lib/net/header-fields';
import { type Delivered, type DeliveryContext, defineChannel, type OutgoingMessage } from '../contract';
import { hostOf } from '../destination';
import { demandSuccess, post } from '../post';
import { quoted, readAddress, readSecret } from '../secrets';
import { type TemplateConfig, templateConfigSchema } from './config';
import { filled, filledAddress, valuesOf } from './fields';

/** An id may become part of an address, so it is one that changes nothing there. */
const ID = /^(?!\.+$)[\w.:~-]{1,200}$/;

/**
 * Sends JSON of the admin's own making, for status pages and whatever else takes messages over HTTP. The first message
 * of an incident may create an entry, whose id later ones update.
 */
export const template = defineChannel({
  id: 'template',
  label: 'HTTP template',
  config: templateConfigSchema,
  destination: ({ url }) => hostOf(url),
  deliver,
});

async function deliver(config: TemplateConfig, message: OutgoingMessage, context: DeliveryContext): Promise<Delivered> {
  const { thread } = context;
  const secrets: string[] = [];
  const read = async (reference: string) => {
    const value = await readSecret(reference, context);
    secrets.push(value);
    return value;
  };
  const request = thread !== undefined && config.next ? config.next : config;
  const values = valuesOf(message, config.states?.[message.kind] ?? message.kind, thread ?? '');
  const url = await readAddress(filledAddress(request.url, values), context);
  const headers = await resolvedHeaders(config.headers, read);
  const ca = config.ca === undefined ? undefined : await read(config.ca);
  const body = JSON.stringify(filled(request.body, values));
  const posted = await post({ method: request.method, url, headers, body, ca }, context);
  // An address that is a reference is a secret as a whole.
  demandSuccess(posted, quoted(posted.body, [...secrets, url.href, url.pathname + url.search]));
  return { evidence: posted.evidence, thread: thread ?? idIn(posted.body, config.thread) };
}

function idIn(reply: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    const id: unknown = getProperty(JSON.parse(reply), path);
    const text = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
    return ID.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
