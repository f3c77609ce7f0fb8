import { z } from 'zod';
import { CAUSES, type IncidentClass, LOCALES, type Locale } from '@/lib/domain/words';
import { type PastService, SERVICES } from './cast';
import type { Random } from './random';
import stored from './stories.json' with { type: 'json' };

const inBoth = z.record(z.enum(LOCALES), z.string());
const storySchema = z.object({
  cause: z.enum(CAUSES),
  tags: z.array(z.string()),
  title: inBoth,
  why: inBoth,
  lesson: inBoth,
  work: inBoth,
});
type Story = z.infer<typeof storySchema>;
const STORIES = z.tuple([storySchema], storySchema).parse(stored);

/** What happened, before anybody has done anything about it. */
export interface Plot {
  id: string;
  locale: Locale;
  service: PastService;
  story: Story;
  title: string;
  class: IncidentClass;
  drill: boolean;
  /** Milliseconds since the epoch. */
  declaredMs: number;
}

const CLASS_OF: readonly [IncidentClass, ...IncidentClass[]] = [
  'urgent',
  'urgent',
  'urgent',
  'urgent',
  'urgent',
  'planned',
  'planned',
  'planned',
  'preventive',
];

export function plot(random: Random, id: string, declaredMs: number): Plot {
  const locale = random.pick(LOCALES);
  // The square leans towards the first services: some break more often than others.
  const service = SERVICES[Math.floor(random.next() ** 2 * SERVICES.length)] ?? SERVICES[0];
  const story = random.pick(STORIES);
  const area = random.pick(service.areas)[locale];
  return {
    id,
    locale,
    service,
    story,
    title: (story.title[locale] ?? '').replace('{area}', area),
    class: random.pick(CLASS_OF),
    drill: random.chance(0.05),
    declaredMs,
  };
}
