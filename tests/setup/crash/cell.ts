import type { World } from '@/tests/contract/fixture';
import { fixtures } from '@/tests/contract/fixtures';
import type { Boundary, Standing } from './boundaries';
import type { Declared, Stand } from './stand';

export type ProviderId = keyof typeof fixtures;
export const PROVIDERS = Object.keys(fixtures) as ProviderId[];

/** One square of the matrix, without its trouble. */
export interface Cell {
  provider: ProviderId;
  boundary: Boundary;
}

/** A cell whose run is about to come to its boundary, or stands there. */
export interface Staged {
  cell: Cell;
  world: World;
  targetId: string;
  rollback: Declared;
  standing: Standing;
}

/** The first world of its fixture: it can bring about every fault. */
export async function makeProviderWorld(provider: ProviderId): Promise<World> {
  const [create] = Object.values(fixtures[provider].worlds);
  if (!create) throw new Error(`${provider} has no world`);
  return create();
}

let kept = 0;

/**
 * A world's component as this stand's catalogue holds it. What it refers to is kept in this process's environment under
 * a name of its own, as each world has its own values; workers that start from now on inherit it.
 */
export function componentOf(world: World): Record<string, unknown> {
  const { config, env } = world.component;
  const suffix = `_${++kept}`;
  let text = JSON.stringify(config);
  for (const [name, value] of Object.entries(env)) {
    text = text.replaceAll(`"env:${name}"`, `"env:${name}${suffix}"`);
    process.env[name + suffix] = value;
  }
  return JSON.parse(text) as Record<string, unknown>;
}

/** Three revisions back, where the contract suite goes as well. */
export async function earlierRevision(world: World): Promise<string> {
  const { revisions } = await world.connect().revisions({ limit: 20 }, { signal: AbortSignal.timeout(30_000) });
  const target = revisions[revisions.findIndex(({ current }) => current) + 3];
  if (!target) throw new Error('the world has too few revisions');
  return target.id;
}

/** Where a provider's configuration has a deadline of its own, a short one: tests wait for it. */
function withShortDeadline(provider: ProviderId, config: Record<string, unknown>): Record<string, unknown> {
  const shortened = { ...config, timeoutSeconds: 15 };
  const parsed = fixtures[provider].provider.config.safeParse(shortened);
  return parsed.success && 'timeoutSeconds' in (parsed.data as object) ? shortened : config;
}

/** Prepares a cell's rollback and closes the way at its boundary; `rollback.start()` starts the run. */
export async function stage(stand: Stand, cell: Cell): Promise<Staged> {
  const world = await makeProviderWorld(cell.provider);
  const targetId = await earlierRevision(world);
  const config = withShortDeadline(cell.provider, componentOf(world));
  const rollback = await stand.declare([[{ provider: cell.provider, config, revisionId: targetId }]]);
  const { incidentId } = rollback;
  const standing = await cell.boundary.approach({ gates: stand.gates, world, incidentId });
  // Awaited later; a way that nobody came is reported there.
  standing.arrived.catch(() => undefined);
  return { cell, world, targetId, rollback, standing };
}
