import { z } from 'zod';
import { secretReference as reference } from '@/lib/net/reference';
import { isAcceptedRemote } from './remote';

/** What git accepts as a branch or tag name (git-check-ref-format), kept to what needs no quoting surprises. */
const refName = z
  .string()
  .max(200)
  .regex(/^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock$|\.lock\/))[^\s\p{Cc}~^:?*[\\]+(?<![/.])$/u, {
    error: 'Expected a branch or tag name, such as main or release/1.4',
  });

const line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^<>\n\r\0]+$/, { error: 'Expected one line without < and >' });

const credentials = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ssh-key'),
    reference,
    /** Lines of a known_hosts file. Without them the host's key is trusted the first time that it is seen. */
    knownHosts: z.string().max(20_000).optional(),
  }),
  z.object({
    kind: z.literal('token'),
    reference,
    /** GitHub and GitLab take any name beside a token; Bitbucket wants `x-token-auth`. */
    username: line.default('x-access-token'),
  }),
]);

export const gitConfig = z.object({
  /** `https://…`, `ssh://…`, `git@host:path` or `file:///…`, without a password in it. */
  remote: z.string().max(1_000).refine(isAcceptedRemote, {
    error: 'Expected https://, ssh://, git@host:path or file:/// without a password (http:// on this machine only)',
  }),
  branch: refName.default('main'),
  /** Tag or branch that CI moves to what is deployed. Without it the head of the branch counts as deployed. */
  deployedRef: refName.optional(),
  /** True only for a branch that nobody else builds on: it is then reset instead of reverted. */
  unshared: z.boolean().default(false),
  /** The parent of a merge that is kept when the merge is reverted. */
  mainline: z.number().int().min(1).max(8).default(1),
  credentials: credentials.optional(),
  author: z.object({ name: line, email: line }).default({ name: 'Repli', email: 'repli@localhost' }),
  /** How long one call to the remote may take; the first copy of the repository may take ten times as long. */
  timeoutSeconds: z.number().positive().max(600).default(60),
});
export type GitConfig = z.output<typeof gitConfig>;
