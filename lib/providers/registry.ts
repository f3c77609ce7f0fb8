import { compose } from './compose';
import type { Provider } from './contract';
import { ecs } from './ecs';
import { git } from './git';
import { kubernetes } from './kubernetes';
import { migrationCommands } from './migration-commands';
import { migrations } from './migrations';
import { rds } from './rds';
import { route53 } from './route53';
import { secretsManager } from './secrets-manager';
import { vercel } from './vercel';

/** Every platform that Repli can put back, by id. Adding one is one line here (see README.md). */
export const providers = {
  compose,
  ecs,
  git,
  kubernetes,
  'migration-commands': migrationCommands,
  migrations,
  rds,
  route53,
  'secrets-manager': secretsManager,
  vercel,
} as const satisfies Record<string, Provider>;

export type ProviderId = keyof typeof providers;
