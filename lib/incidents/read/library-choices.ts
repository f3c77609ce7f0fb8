import { db } from '@/lib/db/client';

export interface LibraryChoices {
  services: { slug: string; name: string }[];
  /** Those that were given most of late. */
  tags: string[];
}

/** Tags change over the years: what people filed lately is what they look for. */
const RECENT = 2_000;
const TAGS = 60;

/** What the library can be narrowed to: services that have a post-mortem, archived ones too, and tags in use. */
export async function libraryChoices(): Promise<LibraryChoices> {
  const [services, tags] = await Promise.all([
    db().$queryRaw<{ slug: string; name: string }[]>`
      SELECT slug, name FROM services s
      WHERE EXISTS (SELECT 1 FROM postmortem_entries e WHERE e.service_id = s.id) ORDER BY name, slug`,
    db().$queryRaw<{ tag: string }[]>`
      SELECT tag FROM (SELECT tags FROM postmortem_entries ORDER BY declared_at DESC, number DESC LIMIT ${RECENT}) recent,
        unnest(recent.tags) AS tag
      GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ${TAGS}`,
  ]);
  return { services, tags: tags.map(({ tag }) => tag) };
}
