import { z } from 'zod';
import { secretReference as reference } from '@/lib/net/reference';

/** Ids (`prj_…`, `team_…`) and slugs; nothing that could leave its place in a path. */
const name = z
  .string()
  .max(100)
  .regex(/^[\w][\w.-]*$/, { error: 'Expected an id or a name without spaces or slashes' });

const version = z.number().int().min(1).max(99);

/** Versions of the endpoints used (Vercel REST API reference); the CLI still calls v9 for a rollback. */
const versions = z.object({
  project: version.default(9),
  domains: version.default(9),
  deployments: version.default(6),
  deployment: version.default(13),
  alias: version.default(4),
  assignAlias: version.default(2),
  rollback: version.default(1),
  promote: version.default(10),
  requestAliases: version.default(9),
});

export const vercelConfig = z.object({
  /** Project id (`prj_…`) or name. */
  project: name,
  /** Team id (`team_…`) or slug; without it the token's own account. */
  team: name.optional(),
  token: reference,
  /** The domain that says what production is; by default the project's first production domain. */
  domain: z
    .string()
    .max(253)
    .regex(/^[a-z0-9*][a-z0-9.-]*$/i, { error: 'Expected a domain name, such as shop.example.com' })
    .optional(),
  baseUrl: z.string().max(500).default('https://api.vercel.com').refine(isAcceptedBase, {
    error: 'Expected https:// without a path or a password (http:// on this machine only)',
  }),
  versions: versions.prefault({}),
  /** How long one call may take. */
  timeoutSeconds: z.number().positive().max(120).default(15),
});
export type VercelConfig = z.output<typeof vercelConfig>;

function isAcceptedBase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isHere = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return (url.protocol === 'https:' || isHere) && `${url.origin}/` === url.href;
}
