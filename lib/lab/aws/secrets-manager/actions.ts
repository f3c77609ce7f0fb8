import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Emulator } from '../../emulator/contract';
import { attach } from './stages';
import { holderOf, type Version, versionOf, type World } from './world';

const settings = z.object({
  rotation: z.object({ enabled: z.boolean(), everyDays: z.number(), lastAtMs: z.number(), nextAtMs: z.number() }),
  owner: z.string(),
  replicas: z.array(z.string()),
  deletedAtMs: z.number().nullable(),
});
const text = (name: string, args: Record<string, unknown>) => z.string().parse(args[name]);

/** Ids of versions as long as the real ones, the same on each run, and in no order of time. */
export const versionId = (number: number): string =>
  createHash('sha256')
    .update(`version ${number}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

/** A new version without a stage, a moment later than the last one. */
export function addVersion({ secret }: World, value: string, createdAtMs: number): Version {
  const version: Version = { id: versionId(secret.versions.length + 1), value, stages: [], createdAtMs };
  secret.versions.push(version);
  return version;
}

/** What happens to the secret from outside. */
export function actions(world: World): Emulator['actions'] {
  const { secret } = world;
  return {
    /** Somebody stores a new value. Answers with the version's id. */
    put(args) {
      const version = addVersion(world, text('value', args), Date.now());
      attach(secret, 'AWSCURRENT', version);
      return { version: version.id };
    },
    /** Rotation has made a version and not finished with it. */
    beginRotation() {
      const version = addVersion(world, '', Date.now());
      attach(secret, 'AWSPENDING', version);
      return { version: version.id };
    },
    /** Somebody moves AWSCURRENT. */
    point(args) {
      const version = versionOf(secret, text('version', args));
      if (version) attach(secret, 'AWSCURRENT', version);
    },
    label(args) {
      const version = versionOf(secret, text('version', args));
      for (const stage of z.array(z.string()).parse(args.stages)) if (version) attach(secret, stage, version);
    },
    /** What Amazon may do at any time with versions that have no stage. */
    purge() {
      secret.versions = secret.versions.filter(({ stages }) => stages.length > 0);
    },
    set(args) {
      const { deletedAtMs, ...rest } = settings.partial().parse(args);
      Object.assign(secret, rest);
      if (deletedAtMs !== undefined) secret.deletedAtMs = deletedAtMs ?? undefined;
    },
    /** The value that a container is given when it starts. */
    current: () => ({ value: holderOf(secret, 'AWSCURRENT')?.value }),
    /** For tests. */
    value: (args) => ({ value: versionOf(secret, text('version', args))?.value }),
    expireCredentials() {
      world.identity.expired = true;
    },
    deny(args) {
      world.identity.denied = z.array(z.string()).parse(args.actions);
    },
  };
}
