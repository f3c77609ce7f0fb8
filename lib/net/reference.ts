import { z } from 'zod';
import { quote } from './shell';

const REFERENCE = /^(|.*?\s)(env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+|credential:[a-z0-9][a-z0-9-]{0,62}(?:\/[A-Za-z]+)?)$/;

export interface Reference {
  /** Literal text before it, such as `Bearer `. */
  prefix: string;
  reference: string;
}

/** Reads `env:NAME`, `file:/path`, `credential:name`, `credential:name/field` or `Bearer env:NAME`; null for a literal. */
export function parseReference(value: string): Reference | null {
  const match = REFERENCE.exec(value);
  if (!match) return null;
  const [, prefix = '', reference = ''] = match;
  return { prefix, reference };
}

/** How a shell would read the reference: `$NAME`, or the content of the file. */
export function shellExpansion(reference: string): string {
  return reference.startsWith('file:') ? `$(cat ${quote(reference.slice(5))})` : `$${variableOf(reference)}`;
}

/** The variable that a shell has it in. A credential is in none by itself: `aws/accessKeyId` would be AWS_ACCESS_KEY_ID. */
export function variableOf(reference: string): string {
  if (!reference.startsWith('credential:')) return reference.slice(4);
  return reference
    .slice('credential:'.length)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}

/** A setting that holds a reference by itself. Its `format` tells forms what belongs there. */
export const secretReference = z
  .string()
  .max(2_000)
  .refine((value) => parseReference(value)?.prefix === '', {
    error: 'Expected a reference, env:NAME, file:/absolute/path or credential:name, never the secret itself',
  })
  .meta({ format: 'reference' });
