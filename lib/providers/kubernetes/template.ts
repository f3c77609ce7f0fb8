import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Template } from './objects';

/** Added by the Deployment controller to a ReplicaSet's template; no part of what people deployed. */
const HASH_LABEL = 'pod-template-hash';
export const REVISION_ID = /^sha256:[0-9a-f]{64}$/;

/** The template as it goes back into a workload: without the controller's label and without the patch directive. */
export function plainTemplate(template: Template): Template {
  const { $patch: _, ...plain } = template;
  const metadata = plain.metadata;
  if (!isObject(metadata) || !isObject(metadata.labels)) return plain;
  const { [HASH_LABEL]: __, ...labels } = metadata.labels;
  return { ...plain, metadata: { ...metadata, labels } };
}

/**
 * Identity of a revision: `sha256:` over the template's JSON with sorted keys. Nulls count as absent, as the API has
 * it (`creationTimestamp: null`).
 */
export const digestOf = (template: Template): string => digestOfJson(plainTemplate(template));

export const digestOfJson = (value: unknown): string =>
  `sha256:${createHash('sha256').update(canonical(value)).digest('hex')}`;

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, held]) => held !== null && held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, held]) => `${JSON.stringify(name)}:${canonical(held)}`).join(',')}}`;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const containers = z
  .array(
    z.looseObject({
      name: z.string(),
      image: z.string().default(''),
      env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
    }),
  )
  .nullish()
  .transform((list) => list ?? []);
const podSpec = z.looseObject({ spec: z.looseObject({ containers, initContainers: containers }).optional() });

/** Containers in the order of the manifest, those that run before the others last: the first one names the revision. */
export function containersOf(template: Template): z.output<typeof containers> {
  const { spec } = podSpec.parse(template);
  return [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
}

export const imagesOf = (template: Template): string[] => [
  ...new Set(containersOf(template).map(({ image }) => image)),
];
