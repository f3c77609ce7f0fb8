import { z } from 'zod';
import type { Revision, RevisionPage } from '../contract';
import { ProviderError } from '../error';
import { classify, readLines } from './classify';
import type { Docker } from './docker';
import { parseImageName, sameRepository, shortId } from './image-name';

const FORMAT =
  '{"id":{{json .Id}},"tags":{{json .RepoTags}},"digests":{{json .RepoDigests}},"created":{{json .Created}},"labels":{{json .Config.Labels}}}';
/** More than a host keeps of one repository; the argument list stays far below its limit. */
const MOST_IMAGES = 500;
const MOST_PER_PAGE = 200;

const imageSchema = z.object({
  id: z.string(),
  tags: z.array(z.string()).nullable(),
  digests: z.array(z.string()).nullable(),
  created: z.string().nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
});

/** An image on the host. Its `id` is its content. */
export interface Image {
  id: string;
  /** Of the component's repository, versions before `latest`. */
  tags: string[];
  /** Where a registry knows it. */
  digest: string | undefined;
  /** ISO 8601. */
  created: string;
  commit: string | undefined;
  version: string | undefined;
  author: string | undefined;
}

/** Images of the repository, and `also` whatever it is, newest first; equal times by id, so that the order is stable. */
export async function listImages(
  docker: Docker,
  repository: string,
  also: string,
  signal: AbortSignal,
): Promise<Image[]> {
  const out = await docker.docker(['image', 'ls', '--quiet', '--no-trunc', repository], { signal });
  const ids = [...new Set([also, ...out.split('\n').filter(Boolean)])].slice(0, MOST_IMAGES);
  const images = await inspectImages(docker, repository, ids, signal);
  return images.sort((a, b) => b.created.localeCompare(a.created) || b.id.localeCompare(a.id));
}

/** Those that are there; a name or id without an image is left out. */
export async function inspectImages(
  docker: Docker,
  repository: string,
  names: string[],
  signal: AbortSignal,
): Promise<Image[]> {
  const result = await docker.tryDocker(['image', 'inspect', '--format', FORMAT, ...names], { signal });
  if (result.exitCode !== 0 && !/No such image/i.test(result.stderr))
    throw classify('docker image inspect', docker.hostName, result.stderr);
  return readLines(imageSchema, 'docker image inspect', result.stdout).map((image) => toImage(image, repository));
}

function toImage({ id, tags, digests, created, labels }: z.output<typeof imageSchema>, repository: string): Image {
  const own = (tags ?? []).map(parseImageName).filter((name) => sameRepository(name.repository, repository));
  const digest = (digests ?? []).map(parseImageName).find((name) => sameRepository(name.repository, repository));
  const at = new Date(created ?? 0);
  return {
    id,
    tags: own
      .flatMap(({ tag }) => (tag === undefined ? [] : [tag]))
      .sort((a, b) => Number(a === 'latest') - Number(b === 'latest') || a.localeCompare(b)),
    digest: digest?.digest,
    created: Number.isNaN(at.getTime()) ? new Date(0).toISOString() : at.toISOString(),
    commit: labels?.['org.opencontainers.image.revision'],
    version: labels?.['org.opencontainers.image.version'],
    author: labels?.['org.opencontainers.image.authors'],
  };
}

export function refOf(image: Image, repository: string): Pick<Revision, 'id' | 'label' | 'summary'> {
  const label = image.tags[0] ?? image.version ?? shortId(image.id);
  const commit = image.commit === undefined ? '' : `, commit ${image.commit.slice(0, 8)}`;
  return { id: image.id, label, summary: `${repository}:${label} (${shortId(image.id)}${commit})` };
}

/** One page; the cursor is the image that the next page begins with, so that new images shift nothing. */
export function pageOf(
  images: Image[],
  repository: string,
  currentId: string,
  page: { cursor?: string; limit: number },
): RevisionPage {
  const from = page.cursor === undefined ? 0 : images.findIndex(({ id }) => id === page.cursor);
  if (from < 0)
    throw new ProviderError('invalid_target', 'This place in the list is not valid: start from the newest image.');
  const to = from + Math.min(Math.max(1, page.limit), MOST_PER_PAGE);
  const next = images.at(to);
  return {
    revisions: images.slice(from, to).map((image) => ({
      ...refOf(image, repository),
      at: image.created,
      ...(image.author === undefined ? {} : { author: image.author }),
      current: image.id === currentId,
      marks: marksOf(image),
    })),
    ...(next === undefined ? {} : { nextCursor: next.id }),
  };
}

/** `tag:NAME` for the others beside the label, `local` (in no registry), `untagged`. */
function marksOf({ tags, digest }: Image): string[] {
  return [
    ...tags.slice(1, 4).map((tag) => `tag:${tag}`),
    ...(digest === undefined ? ['local'] : []),
    ...(tags.length === 0 ? ['untagged'] : []),
  ];
}
