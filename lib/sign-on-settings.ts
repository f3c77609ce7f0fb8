import { z } from 'zod';
import { isRole, type Role } from './auth/permissions';

/** Each group is given whole or not at all. */
const GROUPS = [
  ['REPLI_OIDC_ISSUER', 'REPLI_OIDC_CLIENT_ID', 'REPLI_OIDC_CLIENT_SECRET'],
  ['REPLI_GITHUB_CLIENT_ID', 'REPLI_GITHUB_CLIENT_SECRET'],
] as const;

const address = (expected: string) =>
  z
    .string(expected)
    .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), expected)
    .transform((value) => value.replace(/\/+$/, ''));
const roleList = 'claim=role pairs with commas between them, roles being viewer, responder, commander and admin';

/** The settings of signing in elsewhere. */
export const signOnShape = {
  REPLI_OIDC_ISSUER: address('the address of your issuer, starting with https://').optional(),
  REPLI_OIDC_CLIENT_ID: z.string().optional(),
  REPLI_OIDC_CLIENT_SECRET: z.string().optional(),
  REPLI_OIDC_NAME: z.string().max(60, 'at most 60 characters').default('Single sign-on'),
  REPLI_OIDC_SCOPE: z.string().default('openid email profile'),
  REPLI_OIDC_ROLE_CLAIM: z.string().default('groups'),
  REPLI_OIDC_ROLES: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter((pair) => pair.trim() !== ''))
    .refine((pairs) => pairs.every((pair) => claimRole(pair) !== null), roleList)
    .transform((pairs) => pairs.flatMap((pair) => claimRole(pair) ?? [])),
  REPLI_GITHUB_URL: address('the address of GitHub, starting with https://').default('https://github.com'),
  REPLI_GITHUB_CLIENT_ID: z.string().optional(),
  REPLI_GITHUB_CLIENT_SECRET: z.string().optional(),
};

/** What a value of the role claim is worth; `*` is anybody. The first that fits counts. */
interface ClaimRole {
  value: string;
  role: Role;
}

function claimRole(pair: string): ClaimRole | null {
  const at = pair.lastIndexOf('=');
  const [value, role] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  return at > 0 && value && isRole(role) ? { value, role } : null;
}

export interface SignOnSettings {
  oidc: {
    /** On the button. */
    name: string;
    issuer: string;
    clientId: string;
    clientSecret: string;
    scope: string;
    roleClaim: string;
    roles: ClaimRole[];
  } | null;
  github: { url: string; clientId: string; clientSecret: string } | null;
}

/** The names that a group lacks while another of it is given. */
export function missingOf(given: Record<string, unknown>): string[] {
  return GROUPS.flatMap((group) => {
    const missing = group.filter((name) => given[name] === undefined);
    return missing.length < group.length ? missing : [];
  });
}

/** Null for what is not set up. */
export function signOnOf(value: z.output<z.ZodObject<typeof signOnShape>>): SignOnSettings {
  const { REPLI_OIDC_ISSUER: issuer, REPLI_OIDC_CLIENT_ID, REPLI_OIDC_CLIENT_SECRET } = value;
  const { REPLI_GITHUB_CLIENT_ID, REPLI_GITHUB_CLIENT_SECRET } = value;
  return {
    oidc:
      issuer && REPLI_OIDC_CLIENT_ID && REPLI_OIDC_CLIENT_SECRET
        ? {
            name: value.REPLI_OIDC_NAME,
            issuer,
            clientId: REPLI_OIDC_CLIENT_ID,
            clientSecret: REPLI_OIDC_CLIENT_SECRET,
            scope: value.REPLI_OIDC_SCOPE,
            roleClaim: value.REPLI_OIDC_ROLE_CLAIM,
            roles: value.REPLI_OIDC_ROLES,
          }
        : null,
    github:
      REPLI_GITHUB_CLIENT_ID && REPLI_GITHUB_CLIENT_SECRET
        ? {
            url: value.REPLI_GITHUB_URL,
            clientId: REPLI_GITHUB_CLIENT_ID,
            clientSecret: REPLI_GITHUB_CLIENT_SECRET,
          }
        : null,
  };
}
