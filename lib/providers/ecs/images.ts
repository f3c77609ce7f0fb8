import { awsCommandLine } from '../aws';
import type { ReadinessFinding } from '../contract';
import type { Ecs } from './client';
import { type EcrImage, ecrImage } from './image';
import { type RepositoryImages, readRepository } from './registry-images';
import type { ServiceState } from './service';
import { describe, familyOf, imagesOf, labelOf, listAll } from './task-definition';

/** So many revisions before the current one are what people go back to. */
const EARLIER = 5;

/** Whether the images that a rollback would need are still in the registry, and still what their tags meant. */
export async function imageFindings(
  ecs: Ecs,
  { primary }: ServiceState,
  signal: AbortSignal,
): Promise<ReadinessFinding[]> {
  const earlier: { label: string; images: string[] }[] = [];
  for await (const arn of listAll(ecs, familyOf(primary.taskDefinition), signal)) {
    if (arn !== primary.taskDefinition)
      earlier.push({ label: labelOf(arn), images: imagesOf(await describe(ecs, arn, signal)) });
    if (earlier.length === EARLIER) break;
  }
  const names = [...new Set(earlier.flatMap(({ images }) => images))];
  const inEcr = names.flatMap((name) => ecrImage(name) ?? []);
  const looked = await Promise.all(byRepository(inEcr).map((images) => readRepository(ecs, images, signal)));
  const missing = new Set(looked.flatMap((repository) => [...repository.missing]));
  return [
    ...keptFindings(earlier, missing, inEcr.length),
    ...tagFindings(ecs, inEcr, looked),
    ...elsewhereFinding(names.filter((name) => ecrImage(name) === null)),
  ];
}

function byRepository(images: EcrImage[]): EcrImage[][] {
  const groups = new Map<string, EcrImage[]>();
  for (const image of images) {
    const key = `${image.account} ${image.region} ${image.repository}`;
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  return [...groups.values()];
}

/** A revision without its image cannot start; a rollback is stopped when that is true of all. */
function keptFindings(
  earlier: { label: string; images: string[] }[],
  missing: Set<string>,
  lookedUp: number,
): ReadinessFinding[] {
  if (lookedUp === 0) return [];
  const broken = earlier.filter(({ images }) => images.some((image) => missing.has(image)));
  if (broken.length === 0) {
    const params = { count: earlier.length };
    return [
      { level: 'ok', code: 'images_kept', params, text: `The images of ${params.count} earlier revisions are there.` },
    ];
  }
  const list = broken.map(
    ({ label, images }) => `${label} (${images.filter((image) => missing.has(image)).join(', ')})`,
  );
  const params = { list: list.join('; ') };
  const all = broken.length === earlier.length;
  return [
    {
      level: all ? 'fail' : 'warn',
      code: all ? 'no_image_kept' : 'images_missing',
      params,
      text: `The registry no longer has the images of ${params.list}: let its lifecycle policy keep the last ones.`,
    },
  ];
}

function tagFindings(ecs: Ecs, images: EcrImage[], looked: RepositoryImages[]): ReadinessFinding[] {
  const latest = images.filter(({ tag }) => tag === 'latest').map(({ name }) => name);
  const tagged = new Set(images.filter(({ tag }) => tag !== undefined).map(({ repository }) => repository));
  const mutable = looked.filter(({ repository, isMutable }) => isMutable && tagged.has(repository));
  return [
    ...mutable.map(({ repository, region }): ReadinessFinding => {
      const { options } = awsCommandLine({ ...ecs.config, region });
      const params = { repository };
      const text = `Tags of ${repository} may be moved to another image: make them immutable.`;
      const command = `aws ecr put-image-tag-mutability --repository-name ${repository} --image-tag-mutability IMMUTABLE ${options}`;
      return { level: 'warn', code: 'tags_mutable', params, text, command };
    }),
    ...(latest.length > 0
      ? [
          {
            level: 'warn' as const,
            code: 'tag_latest',
            params: { list: latest.join(', ') },
            text: `Revisions name an image by the tag latest (${latest.join(', ')}): tag images with their version.`,
          },
        ]
      : []),
    ...(images.length > 0 && mutable.length === 0 && latest.length === 0
      ? [
          {
            level: 'ok' as const,
            code: 'tags_fixed',
            text: 'Each revision names its image for good: by digest, or by a tag that cannot move.',
          },
        ]
      : []),
  ];
}

function elsewhereFinding(names: string[]): ReadinessFinding[] {
  if (names.length === 0) return [];
  const params = { list: names.join(', ') };
  const text = `Whether these images are still there is not known, as they are not in Amazon ECR: ${params.list}.`;
  return [{ level: 'warn', code: 'images_elsewhere', params, text, provenByUse: true }];
}
