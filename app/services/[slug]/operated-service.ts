import { notFound, redirect } from 'next/navigation';
import { getService, type ServiceDetail } from '@/lib/catalogue/read';

/** The service that a page below its own is about. An archived one has no such page: its own says why. */
export async function operatedService(slug: string): Promise<ServiceDetail> {
  const service = await getService(slug, { archived: true });
  if (!service) notFound();
  if (service.archivedAt) redirect(`/services/${service.slug}`);
  return service;
}
