import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Role } from '@/lib/auth/permissions';
import { importCatalogue } from '@/lib/catalogue/import';
import { db } from '@/lib/db/client';
import type { Stage } from '@/tests/setup/room/lines';
import type { Several } from '@/tests/setup/room/several';
import { seedCredentials } from './credentials';
import { writeIncident } from './incidents';
import { POSTMORTEM } from './postmortem';
import { seedReadiness } from './readiness';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface Gallery {
  /** Incident ids by what they show. */
  rooms: Record<Stage, string>;
}

/** Everyone of the gallery; the events of its incidents know the first two by these ids. */
export const PEOPLE_BY_ROLE = {
  commander: { id: 'u-1', name: 'Léa Vandenbroucke-Castellanos' },
  responder: { id: 'u-2', name: 'Noor' },
  admin: { id: 'u-3', name: 'Ada Admin' },
  viewer: { id: 'u-4', name: 'Vic Viewer' },
} as const satisfies Record<Role, { id: string; name: string }>;

/** Fills an empty database with what is hard to draw: long names, 200 timeline entries, a failed step, late work. */
export async function seedGallery(): Promise<Gallery> {
  await db().user.createMany({
    data: Object.entries(PEOPLE_BY_ROLE).map(([role, person]) => ({
      ...person,
      role,
      email: `${person.id}@repli.example`,
    })),
  });
  await seedCredentials(PEOPLE_BY_ROLE.admin.name);
  const yaml = readFileSync(path.join(import.meta.dirname, 'services.yaml'), 'utf8');
  const imported = await importCatalogue(yaml, 'gallery');
  if (!imported.ok) throw new Error(`the gallery's catalogue is wrong: ${JSON.stringify(imported)}`);
  const archivedAt = new Date(Date.now() - 30 * DAY);
  await db().service.update({ where: { slug: 'warehouse' }, data: { archivedAt } });
  const services = await db().service.findMany({
    where: { archivedAt: null },
    select: SERVICE,
    orderBy: { slug: 'asc' },
  });
  const [reservations, search, shop] = services;
  if (!reservations || !search || !shop) throw new Error('the gallery has three services that are operated');
  await seedSightings(shop.id);
  await seedReadiness({ shop: shop.id, reservations: reservations.id });
  await seedPast([shop, search]);
  const rooms = {
    closed: await writeIncident({ until: 'closed', notes: 12, agoMs: 2 * DAY, service: shop }),
    debrief: await writeIncident({
      until: 'debrief',
      class: 'planned',
      agoMs: 35 * MINUTE,
      service: reservations,
      title:
        'Les disponibilités affichées ne correspondent plus aux réservations confirmées depuis la mise en production de mardi soir',
    }),
    verification: await writeIncident({ until: 'verification', agoMs: MINUTE, service: shop }),
    failed: await writeIncident({ until: 'failed', notes: 200, agoMs: 2 * MINUTE, service: shop }),
    running: await writeIncident({
      until: 'running',
      agoMs: 20_000,
      service: shop,
      drill: true,
      title: 'Search is slow',
    }),
    plan: await writeIncident({ until: 'plan', class: 'preventive', agoMs: 15_000, service: search }),
    evaluation: await writeIncident({ until: 'evaluation', agoMs: 5_000, service: shop, title: 'Nobody can pay' }),
  };
  await db().postmortem.createMany({
    data: [rooms.closed, rooms.debrief].map((incidentId, index) => ({
      incidentId,
      locale: 'en',
      body: POSTMORTEM,
      version: index === 0 ? 4 : 1,
      updatedBy: 'Léa Vandenbroucke-Castellanos',
    })),
  });
  return { rooms };
}

const SERVICE = { id: true, slug: true, name: true, environment: true, owner: true } as const;

/** Adds the incidents of several components to a gallery, one for each place where a run can stand. */
export async function seedSeveral(): Promise<Record<Several, string>> {
  const service = await db().service.findFirstOrThrow({ where: { slug: 'shop' }, select: SERVICE });
  const rooms = {
    undo: await writeIncident({ until: 'undo', agoMs: 20_000, service }),
    held: await writeIncident({ until: 'held', agoMs: 20_000, service }),
    stuck: await writeIncident({ until: 'stuck', agoMs: 40_000, service }),
    reddened: await writeIncident({ until: 'reddened', agoMs: 40_000, service }),
    several: await writeIncident({ until: 'several', agoMs: 10_000, service }),
    parallel: await writeIncident({ until: 'parallel', agoMs: 30_000, service }),
    choosing: await writeIncident({ until: 'choosing', agoMs: 20_000, service }),
    asked: await writeIncident({ until: 'asked', agoMs: 1_000, service }),
  };
  await seedProgress(rooms.parallel);
  await seedHolder(rooms.several, rooms.stuck);
  return rooms;
}

/** What `web` was last seen on; the other components were never looked at. */
async function seedSightings(serviceId: string): Promise<void> {
  const web = await db().component.findFirstOrThrow({ where: { serviceId, name: 'web' } });
  await db().revisionSighting.create({
    data: {
      componentId: web.id,
      revisionId: '4f1c2ab9d07e5c1b8f3a6d2e9c0b7a5f4e3d2c1b',
      firstAt: new Date(Date.now() - 3 * DAY),
      lastAt: new Date(Date.now() - MINUTE),
    },
  });
}

/** One step that counts, and one whose platform only says that it goes on. */
async function seedProgress(incidentId: string): Promise<void> {
  const runId = `${incidentId}-run-1`;
  await db().stepProgress.createMany({
    data: [
      {
        runId,
        stepId: 's-2',
        done: 2,
        total: 4,
        text: '2 of 4 tasks run api:56',
        code: 'deploying',
        params: { done: 2, wanted: 4, label: 'api:56' },
      },
      { runId, stepId: 's-3', done: 0, total: 0, text: SILENT, code: 'any:tried_again', params: { message: SILENT } },
    ],
  });
}

const SILENT = 'The cluster did not answer within 10 seconds.';

/** Something that one incident's plan wants is held by another one's run. */
async function seedHolder(waitingId: string, holderId: string): Promise<void> {
  const holder = await db().incident.findUniqueOrThrow({ where: { id: holderId }, select: { number: true } });
  await db().resourceLock.create({
    data: {
      resourceKey: `${waitingId}-ecs:api`,
      incidentId: holderId,
      incidentNumber: holder.number,
      runId: `${holderId}-run-1`,
    },
  });
}

const TITLES = ['Checkout answers 500', 'Images do not load in Belgium', 'Sign-in loops', 'Prices without tax'];

async function seedPast(services: Parameters<typeof writeIncident>[0]['service'][]): Promise<void> {
  for (let n = 9; n >= 1; n--) {
    const service = services[n % services.length];
    const title = TITLES[n % TITLES.length];
    if (!service || !title) continue;
    await writeIncident({ until: 'closed', agoMs: (n * 9 + 4) * DAY, service, title, drill: n % 4 === 0 });
  }
}
