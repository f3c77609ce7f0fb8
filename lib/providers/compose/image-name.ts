export interface ImageName {
  repository: string;
  tag: string | undefined;
  digest: string | undefined;
}

/** Splits `registry:5000/shop/web:1.4@sha256:…` (distribution's reference grammar). */
export function parseImageName(name: string): ImageName {
  const [named = '', digest] = name.split('@');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  return {
    repository: hasTag ? named.slice(0, colon) : named,
    tag: hasTag ? named.slice(colon + 1) : undefined,
    digest,
  };
}

/** Docker shortens names of its own registry, so `docker.io/library/nginx` and `nginx` are one. */
export function sameRepository(a: string, b: string): boolean {
  return familiar(a) === familiar(b);
}

const familiar = (repository: string): string =>
  repository.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '');

export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);
