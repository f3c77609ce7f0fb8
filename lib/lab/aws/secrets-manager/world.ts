import type { Identity } from '../access';

export const ACCOUNT = '123456789012';

export interface Version {
  id: string;
  /** Empty for one that rotation has announced and not written yet. */
  value: string;
  stages: string[];
  createdAtMs: number;
}

export interface Secret {
  name: string;
  arn: string;
  versions: Version[];
  rotation: { enabled: boolean; everyDays: number; lastAtMs?: number; nextAtMs?: number };
  owner?: string | undefined;
  replicas: string[];
  /** When it was marked for deletion. */
  deletedAtMs?: number | undefined;
}

export interface World {
  region: string;
  identity: Identity;
  secret: Secret;
}

export const holderOf = (secret: Secret, stage: string): Version | undefined =>
  secret.versions.find((version) => version.stages.includes(stage));

export const versionOf = (secret: Secret, id: string | undefined): Version | undefined =>
  secret.versions.find((version) => version.id === id);
