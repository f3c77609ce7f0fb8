import type { DeclareService } from '@/lib/domain/views';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Services that hold every typed word in name, environment, owner or slug; those whose name starts with it first. */
export function matchServices(services: readonly DeclareService[], query: string): DeclareService[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...services];
  const found = services.filter((service) => {
    const text = plain(`${service.name} ${service.environment} ${service.owner} ${service.slug}`);
    return words.every((word) => text.includes(word));
  });
  const starts = (service: DeclareService) => Number(plain(service.name).startsWith(words[0] ?? ''));
  return found.sort((a, b) => starts(b) - starts(a));
}
