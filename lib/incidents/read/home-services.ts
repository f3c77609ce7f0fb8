import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { HomeService, Link } from '@/lib/domain/views';
import { readinessBriefs } from '@/lib/readiness/read';

/** Every service in use, by name, with what it runs as far as anyone saw, and its last incident. */
export async function homeServices(): Promise<HomeService[]> {
  const [services, sightings, last, open, readiness] = await Promise.all([
    db().service.findMany({
      where: { archivedAt: null },
      orderBy: [{ name: 'asc' }, { environment: 'asc' }],
      include: { components: { orderBy: { position: 'asc' }, select: { id: true, name: true, provider: true } } },
    }),
    lastSightings(),
    lastIncidents(),
    db().incident.groupBy({ by: ['serviceId', 'drill'], where: { status: 'open' }, _count: true }),
    readinessBriefs(),
  ]);
  const count = (id: string, isDrill: boolean) =>
    open.find(({ serviceId, drill }) => serviceId === id && drill === isDrill)?._count ?? 0;
  return services.map((service) => ({
    id: service.id,
    slug: service.slug,
    name: service.name,
    environment: service.environment,
    owner: service.owner,
    components: service.components.map((component) => ({ ...component, current: sightings.get(component.id) ?? null })),
    links: linksOf(service.links),
    readiness: readiness.get(service.id) ?? null,
    openIncidents: count(service.id, false),
    openDrills: count(service.id, true),
    lastIncident: last.get(service.id) ?? null,
  }));
}

async function lastSightings(): Promise<Map<string, { revisionId: string; at: string }>> {
  const rows = await db().$queryRaw<{ component_id: string; revision_id: string; last_at: Date }[]>`
    select distinct on (component_id) component_id, revision_id, last_at
    from revision_sightings order by component_id, last_at desc, first_at desc`;
  return new Map(rows.map((row) => [row.component_id, { revisionId: row.revision_id, at: row.last_at.toISOString() }]));
}

interface LastIncidentRow {
  service_id: string;
  id: string;
  number: number;
  title: string;
  status: string;
  declared_at: Date;
}

/** One look into the index for each service, whatever the number of its incidents. */
async function lastIncidents(): Promise<Map<string, HomeService['lastIncident']>> {
  const rows = await db().$queryRaw<LastIncidentRow[]>`
    select s.id as service_id, i.id, i.number, i.title, i.status, i.declared_at
    from services s cross join lateral (
      select id, number, title, status, declared_at from incidents
      where service_id = s.id order by declared_at desc limit 1
    ) i where s.archived_at is null`;
  return new Map(
    rows.map(({ service_id, declared_at, ...row }) => [service_id, { ...row, declaredAt: declared_at.toISOString() }]),
  );
}

const linksSchema = z.array(z.object({ name: z.string(), url: z.url({ protocol: /^https?$/ }) }));

/** Links of the catalogue; none when what is stored is not what a browser may safely follow. */
function linksOf(stored: unknown): Link[] {
  const parsed = linksSchema.safeParse(stored);
  return parsed.success ? parsed.data : [];
}
