import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { failed } from '@/lib/auth/failure';
import { db } from '@/lib/db/client';
import type { Result } from '@/lib/domain/snapshot';
import { sendJobs } from '@/lib/log/jobs';
import type { Provider } from '@/lib/providers/contract';
import { providers } from '@/lib/providers/registry';
import { getBoss } from '@/lib/queue/boss';
import { commitSchema } from './record';

/** A pipeline that asks again for the same commit within this time was retried: a later one deploys it once more. */
const REPEAT_MS = 60 * 60 * 1000;

/** What `POST /api/v1/backups` takes. */
export const backupSchema = z.strictObject({
  /** Slug of the service. */
  service: z.string().trim().min(1).max(300),
  /** Name of one of its databases; all of them without it. */
  component: z.string().trim().min(1).max(300).optional(),
  /** What is about to be deployed. */
  commit: commitSchema,
  /** A person or a job. */
  by: z.string().trim().min(1).max(200),
});

/**
 * Asks for restore points of all databases of a service; the worker makes them. Asked again for the same commit, it is the
 * request of before, unless that failed.
 */
export async function requestBackup(
  { service, component, commit, by }: z.output<typeof backupSchema>,
  token: string,
): Promise<Result<{ id: string }>> {
  const found = await db().service.findFirst({
    where: { slug: service, archivedAt: null },
    select: { id: true, components: { select: { id: true, name: true, provider: true } } },
  });
  if (!found) return failed('no_such_service', { service });
  const databases = found.components.filter(
    ({ name, provider }) =>
      (component === undefined || name === component) &&
      (providers as Record<string, Provider>)[provider]?.capabilities.backup,
  );
  if (databases.length === 0) return failed('nothing_to_back_up', { service, component: component ?? '' });
  const componentIds = databases.map(({ id }) => id);
  const requestId = (await repeated({ serviceId: found.id, commit, token, componentIds })) ?? randomUUID();
  await getBoss();
  await db().$transaction(async (tx) => {
    if ((await tx.backup.count({ where: { requestId } })) > 0) return;
    const rows = componentIds.map((componentId) => ({
      ...{ id: randomUUID(), requestId, serviceId: found.id, componentId, commit, by, token },
    }));
    await tx.backup.createMany({ data: rows });
    await sendJobs(
      tx,
      rows.map(({ id: backupId }) => ({ queue: 'backup.make', data: { backupId } })),
    );
  });
  return { ok: true, data: { id: requestId } };
}

/** The request that a retry of a pipeline means: for the same commit and databases, not long ago, and not failed. */
async function repeated({
  componentIds,
  ...what
}: {
  serviceId: string;
  commit: string;
  token: string;
  componentIds: string[];
}): Promise<string | undefined> {
  const rows = await db().backup.findMany({
    where: { ...what, requestedAt: { gt: new Date(Date.now() - REPEAT_MS) } },
    orderBy: { requestedAt: 'desc' },
  });
  return rows
    .map(({ requestId }) => requestId)
    .find((requestId) => {
      const parts = rows.filter((row) => row.requestId === requestId);
      const isSame = componentIds.every((id) => parts.some(({ componentId }) => componentId === id));
      return isSame && parts.length === componentIds.length && parts.every(({ state }) => state !== 'failed');
    });
}
