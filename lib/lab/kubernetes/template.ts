import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Template } from './objects';

/** Equal but for the label that the controller adds (deployment_util.go, EqualIgnoreHash). */
export const sameTemplate = (a: Template, b: Template): boolean => isDeepStrictEqual(withoutHash(a), withoutHash(b));

export function withoutHash(template: Template): Template {
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels;
  return { ...template, metadata: { ...template.metadata, labels } };
}

export function withHash(template: Template, hash: string): Template {
  const labels = { ...template.metadata.labels, 'pod-template-hash': hash };
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** Ten characters that no word is made of, like the controllers' (apimachinery, util/rand, SafeEncodeString). */
export function hashOf(template: Template): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  const digest = createHash('sha256').update(JSON.stringify(template)).digest();
  return [...digest.subarray(0, 10)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
