import { db } from '@/lib/db/client';
import type { DeclareService } from '@/lib/domain/views';
import { homeServices } from './home-services';

/**
 * Services to declare an incident on: those with the most recent incident first, the others by name. Each with what is
 * open on it already, but for drills, which nobody joins by mistake.
 */
export async function declareServices(): Promise<DeclareService[]> {
  const [services, open] = await Promise.all([
    homeServices(),
    db().incident.findMany({
      where: { status: 'open', drill: false },
      orderBy: [{ declaredAt: 'desc' }, { number: 'desc' }],
      select: { id: true, number: true, title: true, serviceId: true },
    }),
  ]);
  const at = (service: (typeof services)[number]) => Date.parse(service.lastIncident?.declaredAt ?? '') || 0;
  return services
    .sort((a, b) => at(b) - at(a) || a.name.localeCompare(b.name))
    .map(({ id, slug, name, environment, owner }) => ({
      id,
      slug,
      name,
      environment,
      owner,
      open: open.filter(({ serviceId }) => serviceId === id).map(({ serviceId: _serviceId, ...incident }) => incident),
    }));
}
