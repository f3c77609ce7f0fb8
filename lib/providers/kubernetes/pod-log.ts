import { createMask, type Mask } from '../mask';
import type { Kubernetes } from './kubernetes';
import type { Template } from './objects';
import { withoutInlineSecrets } from './redact';
import { containersOf } from './template';
import type { Trouble } from './troubles';

const LINES = 5;
const BYTES = 4_096;
const SHOWN = 400;

/**
 * The last words of a container before it ended, masked; empty when it left none or they may not be read. `previous`
 * is asked for where the container has been started again since.
 */
export async function lastWords(
  { api }: Kubernetes,
  { pod, container, attempt }: Trouble,
  mask: Mask,
  signal: AbortSignal,
): Promise<string> {
  const query = {
    container,
    tailLines: String(LINES),
    limitBytes: String(BYTES),
    ...(attempt ? { previous: 'true' } : {}),
  };
  const call = { verb: 'get', group: 'core', resource: 'pods', name: pod, subresource: 'log', query } as const;
  const text = await api.text(call, signal).catch(() => '');
  const line = withoutInlineSecrets(mask.text(text))
    .trim()
    .replace(/\s*\n\s*/g, ' / ');
  return line.length > SHOWN ? `…${line.slice(-SHOWN)}` : line;
}

/** A name that says so, or a value that is more than a plain word, a number or a switch. */
const SECRET_NAME = /pass|secret|token|key|credential|auth|dsn|url|uri|conn/i;
const PLAIN = /^(?:[a-z][a-z-]{0,30}|[\d.,:]+)$/i;

/** Masks what containers print of their own environment. */
export function environmentMask(template: Template): Mask {
  const mask = createMask();
  for (const { env } of containersOf(template))
    for (const { name, value } of env)
      if (value !== undefined && (SECRET_NAME.test(name) || !PLAIN.test(value))) mask.add(value);
  return mask;
}
