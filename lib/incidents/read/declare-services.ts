import type { DeclareService } from '@/lib/domain/views';
import { homeServices } from './home-services';

/** Services to declare an incident on: those with the most recent incident first, the others by name. */
export async function declareServices(): Promise<DeclareService[]> {
  const services = await homeServices();
  const at = (service: (typeof services)[number]) => Date.parse(service.lastIncident?.declaredAt ?? '') || 0;
  return services
    .sort((a, b) => at(b) - at(a) || a.name.localeCompare(b.name))
    .map(({ id, slug, name, environment, owner, lastIncident }) => ({
      id,
      slug,
      name,
      environment,
      owner,
      open:
        lastIncident?.status === 'open'
          ? { id: lastIncident.id, number: lastIncident.number, title: lastIncident.title }
          : null,
    }));
}
