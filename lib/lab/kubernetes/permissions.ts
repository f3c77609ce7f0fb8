import { Refused } from './failure';

export interface Attributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string | undefined;
  namespace: string;
  name?: string | undefined;
}

const USER = 'system:serviceaccount:ops:repli';

/** RBAC turned round: all is granted but what was denied from outside. */
export class Permissions {
  private denied: { verb: string; resource: string }[] = [];

  deny(verb: string, resource: string): void {
    this.denied.push({ verb, resource });
  }

  allows({ verb, resource, subresource }: Attributes): boolean {
    const name = subresource ? `${resource}/${subresource}` : resource;
    return !this.denied.some((rule) => rule.verb === verb && rule.resource === name);
  }

  /** Refuses with 403. The sentence is modelled on what servers of today say, its source not looked up: nothing may rely on it. */
  require(attributes: Attributes): void {
    if (this.allows(attributes)) return;
    const { verb, group, namespace, name } = attributes;
    const resource = attributes.subresource ? `${attributes.resource}/${attributes.subresource}` : attributes.resource;
    const kind = group === '' ? attributes.resource : `${attributes.resource}.${group}`;
    const object = name === undefined ? kind : `${kind} "${name}"`;
    throw new Refused(
      403,
      'Forbidden',
      `${object} is forbidden: User "${USER}" cannot ${verb} resource "${resource}" in API group "${group}" in the namespace "${namespace}"`,
    );
  }
}
