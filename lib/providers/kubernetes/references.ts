import type { Template } from './objects';
import { isObject } from './template';

/** Fields of a pod that name a ConfigMap or a Secret, wherever they stand in it (core/v1, PodSpec). */
const FIELDS: Record<string, 'configmap' | 'secret'> = {
  configMap: 'configmap',
  configMapRef: 'configmap',
  configMapKeyRef: 'configmap',
  secret: 'secret',
  secretRef: 'secret',
  secretKeyRef: 'secret',
  imagePullSecrets: 'secret',
};

/** ConfigMaps and Secrets that the template names, as `configmap/NAME` and `secret/NAME`, sorted. */
export function referencesOf(template: Template): string[] {
  return [...new Set(namedIn(template))].sort();
}

function namedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namedIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, held]) => {
    const kind = FIELDS[field];
    const own = kind === undefined ? [] : [held].flat().flatMap((each) => nameOf(kind, each));
    return [...own, ...namedIn(held)];
  });
}

/** A volume of a Secret says `secretName` where all others say `name`. */
function nameOf(kind: string, reference: unknown): string[] {
  if (!isObject(reference)) return [];
  const name = reference.name ?? reference.secretName;
  return typeof name === 'string' && name !== '' ? [`${kind}/${name}`] : [];
}
