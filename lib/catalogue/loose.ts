import { z } from 'zod';

/** Trimmed as the document trims it, so that `web` and `web ` are the same name here too. */
const text = z.string().trim().optional().catch(undefined);
const count = z.number().optional().catch(undefined);
const settings = z.record(z.string(), z.unknown()).default({}).catch({});
/** A list in which nothing moves: what is no object stands as an empty one. */
const list = <S extends z.ZodType>(item: S, empty: z.output<S>) => z.array(item.catch(empty)).catch([]);

const component = z.object({ name: text, provider: text, config: settings });
const check = z.object({ name: text, kind: text, config: settings });
const playbook = z.object({ name: text, steps: z.array(z.union([z.array(text), text])).catch([]) });
const freeze = z.object({ from: text, until: text });
const stability = z.object({ windowSeconds: count, intervalSeconds: count });

const looseService = z.object({
  slug: text,
  components: list(component, { config: {} }),
  checks: list(check, { config: {} }),
  channels: list(z.looseObject({ kind: text }), {}),
  playbooks: list(playbook, { steps: [] }),
  freezes: list(freeze, {}),
  stability: stability.catch({}),
});
export type LooseService = z.output<typeof looseService>;

const EMPTY: LooseService = { components: [], checks: [], channels: [], playbooks: [], freezes: [], stability: {} };

const looseCatalogue = z.object({ services: list(looseService, EMPTY) }).catch({ services: [] });

/**
 * What can be made out in a file that may have mistakes, everything at its own index: so that one wrong field does
 * not hide the mistakes of the rest. Never throws.
 */
export function readLoosely(content: unknown): LooseService[] {
  return looseCatalogue.parse(content).services;
}
