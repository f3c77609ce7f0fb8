import type { Call } from './call';
import type { Kubernetes } from './kubernetes';

/** Asks the API itself, which anybody may do about their own permissions (SelfSubjectAccessReview). */
export async function isAllowed({ api }: Kubernetes, permission: Call, signal: AbortSignal): Promise<boolean> {
  const { verb, group, resource, subresource, name, namespace = api.namespace } = permission;
  const resourceAttributes = {
    namespace,
    verb,
    group: group === 'core' ? '' : group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(name === undefined ? {} : { name }),
  };
  const review = await api.json(
    {
      verb: 'create',
      group: 'authorization.k8s.io',
      resource: 'selfsubjectaccessreviews',
      body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } },
    },
    signal,
  );
  const status = review.status as { allowed?: boolean } | undefined;
  return status?.allowed === true;
}
