/** An image in a registry of ECR. `tag` is `latest` where the name has neither tag nor digest, as for Docker. */
export interface EcrImage {
  /** As the task definition names it. */
  name: string;
  account: string;
  region: string;
  repository: string;
  tag?: string;
  digest?: string;
}

/** `<account>.dkr.ecr.<region>.amazonaws.com/<repository>[:tag][@digest]` (ECR user guide, "Private registries"). */
const ECR =
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([a-z0-9][a-z0-9._/-]*)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/** What an image's name says of where it is; null for one that is not in ECR. */
export function ecrImage(name: string): EcrImage | null {
  const [, account, region, repository, tag, digest] = ECR.exec(name) ?? [];
  if (!account || !region || !repository) return null;
  const place = { name, account, region, repository };
  if (digest !== undefined) return { ...place, digest };
  return { ...place, tag: tag ?? 'latest' };
}
