import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { failed } from '@/lib/auth/failure';
import { db } from '@/lib/db/client';
import type { Result } from '@/lib/domain/snapshot';
import type { Marker } from './match';

/** A pipeline that says the same again within this time was retried, not run twice. */
const REPEAT_MS = 10 * 60 * 1000;
/** A component's markers that are matched with its revisions. */
const MATCHED = 500;

export const commitSchema = z.string().regex(/^[0-9a-f]{7,64}$/, 'a commit: 7 to 64 hexadecimal digits');
const word = z.string().trim().min(1).max(300);

/** What `POST /api/v1/deployments` takes. */
export const deploymentSchema = z
  .strictObject({
    /** Slug of the service and name of its component, as the catalogue has them. */
    service: word,
    component: word,
    /** The provider's own id of the revision; else the commit or the image that went out. */
    revision: word.optional(),
    commit: commitSchema.optional(),
    image: word.optional(),
    /** A person or a job. */
    by: z.string().trim().min(1).max(200),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional(),
    /** ISO 8601 with a zone; now when it is left out. */
    at: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ revision, commit, image }) => revision !== undefined || commit !== undefined || image !== undefined, {
    error: 'say what was deployed: revision, commit or image',
    path: ['revision'],
  });

/** Remembers a deployment. Said twice (a pipeline's retry), it is one; `id` is then the first one's. */
export async function recordDeployment(
  input: z.output<typeof deploymentSchema>,
  token: string,
): Promise<Result<{ id: string }>> {
  const { service, component, revision, commit, image, by, url, at } = input;
  const found = await db().component.findFirst({
    where: { name: component, service: { slug: service, archivedAt: null } },
    select: { id: true },
  });
  if (!found) return failed('no_such_component', { service, component });
  const what = { componentId: found.id, revisionId: revision ?? null, commit: commit ?? null, image: image ?? null };
  const when = at ? new Date(at) : new Date();
  const said = await db().deployment.findFirst({
    where: { ...what, at: at ? when : { gt: new Date(when.getTime() - REPEAT_MS) } },
    orderBy: { at: 'desc' },
    select: { id: true },
  });
  if (said) return { ok: true, data: said };
  const id = randomUUID();
  await db().deployment.create({ data: { id, ...what, by, url: url ?? null, at: when, token } });
  return { ok: true, data: { id } };
}

/** A component's newest markers, newest first. */
export async function readMarkers(componentId: string): Promise<Marker[]> {
  return db().deployment.findMany({
    where: { componentId },
    orderBy: { at: 'desc' },
    take: MATCHED,
    select: { revisionId: true, commit: true, image: true, at: true, by: true, url: true },
  });
}
