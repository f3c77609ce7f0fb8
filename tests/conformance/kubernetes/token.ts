import { randomUUID } from 'node:crypto';
import type { Engine } from './engine';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** The token of a service account that may do this in the engine's namespace, and nothing else. */
export async function tokenWith({ client, core, namespace }: Engine, rules: Rule[]): Promise<string> {
  const name = `reader-${randomUUID().slice(0, 8)}`;
  const metadata = { name, namespace };
  await client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  const rbac = 'rbac.authorization.k8s.io';
  await client.create({ apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules } as object);
  await client.create({
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: rbac, kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  } as object);
  // None named means those that the server itself takes.
  const spec = { audiences: [], expirationSeconds: 600 };
  const { status } = await core.createNamespacedServiceAccountToken({ name, namespace, body: { spec } });
  if (!status) throw new Error('The server gave no token.');
  return status.token;
}
