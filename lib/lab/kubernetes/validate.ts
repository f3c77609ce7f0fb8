import { Refused } from './failure';
import type { Stored, Workload } from './objects';
import { RESOURCES } from './resources';

/** Fields of a PodSpec (API reference, core/v1). */
const POD_FIELDS = new Set(
  'activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname imagePullSecrets initContainers nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName readinessGates resourceClaims resources restartPolicy runtimeClassName schedulerName schedulingGates securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes'.split(
    ' ',
  ),
);
/** Fields of a Container. */
const CONTAINER_FIELDS = new Set(
  'args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe resizePolicy resources restartPolicy securityContext startupProbe stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir'.split(
    ' ',
  ),
);
/** What a template with the workload's own labels may not say (apps validation). */
const IMMUTABLE = ['name', 'namespace', 'uid', 'creationTimestamp'] as const;

/**
 * Refuses what the server would: changed identity, unknown fields, a template without containers or with labels that
 * the selector does not find. A real server only warns of unknown fields unless `fieldValidation` is Strict; here they
 * are a mistake.
 */
export function validate(resource: string, before: Stored, after: Stored): void {
  const title = `${after.kind}${RESOURCES[resource]?.group ? `.${RESOURCES[resource].group}` : ''} "${before.metadata.name}"`;
  const invalid = (text: string) => new Refused(422, 'Invalid', `${title} is invalid: ${text}`);
  for (const field of IMMUTABLE)
    if (after.metadata[field] !== before.metadata[field])
      throw invalid(`metadata.${field}: Invalid value: field is immutable`);
  const spec = after.spec as Record<string, unknown>;
  const unknown = Object.keys(spec).find((field) => !RESOURCES[resource]?.specFields?.includes(field));
  if (unknown !== undefined) throw invalid(`unknown field "spec.${unknown}"`);
  if ('template' in spec) validateTemplate((after as Workload).spec, invalid);
}

function validateTemplate({ template, selector }: Workload['spec'], invalid: (text: string) => Refused): void {
  const { containers } = template.spec;
  if (!Array.isArray(containers) || containers.length === 0)
    throw invalid('spec.template.spec.containers: Required value');
  const field =
    Object.keys(template).find((each) => each !== 'metadata' && each !== 'spec') ??
    Object.keys(template.spec).find((each) => !POD_FIELDS.has(each)) ??
    containers.flatMap(Object.keys).find((each) => !CONTAINER_FIELDS.has(each));
  if (field !== undefined) throw invalid(`unknown field "spec.template.${field}"`);
  const misses = Object.entries(selector.matchLabels).some(([key, value]) => template.metadata.labels[key] !== value);
  if (misses)
    throw invalid('spec.template.metadata.labels: Invalid value: `selector` does not match template `labels`');
}
