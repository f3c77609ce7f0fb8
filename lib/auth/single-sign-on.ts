import type { NextAuthOptions, Profile } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { settings } from '@/lib/settings';
import { type Admitted, admit, refusal } from './admit';
import { emailSchema } from './users';

/** Id of a provider of next-auth, and of an identity's row. */
export type SignOn = 'oidc' | 'github';

const DEADLINE_MS = 10_000;

/** What the sign-in page offers beside the password: which providers are set up, and what the button says. */
export function signOns(): { id: SignOn; name: string }[] {
  const { oidc, github } = settings();
  return [
    ...(oidc ? [{ id: 'oidc' as const, name: oidc.name }] : []),
    ...(github ? [{ id: 'github' as const, name: 'GitHub' }] : []),
  ];
}

/** next-auth's providers for what is set up. */
export function signOnProviders(): NextAuthOptions['providers'] {
  const { oidc, github } = settings();
  return [...(oidc ? [oidcProvider(oidc)] : []), ...(github ? [githubProvider(github)] : [])];
}

const claimsSchema = z.looseObject({
  sub: z.string().min(1).max(300),
  email: emailSchema,
  email_verified: z.boolean().optional(),
  name: z.string().trim().min(1).max(100).optional().catch(undefined),
});

type Oidc = NonNullable<ReturnType<typeof settings>['oidc']>;

/** Discovery, PKCE, state and nonce; the role follows a claim of the ID token at every sign-in. */
function oidcProvider({ name, issuer, clientId, clientSecret, scope, roleClaim, roles }: Oidc): OAuthConfig<Profile> {
  return {
    id: 'oidc',
    name,
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope } },
    httpOptions: { timeout: DEADLINE_MS },
    profile: async (given): Promise<Admitted> => {
      const claims = claimsSchema.safeParse(given);
      if (!claims.success || claims.data.email_verified === false) return refusal('no_verified_email');
      const { sub: subject, email, name: fullName = email } = claims.data;
      const role = roles.find(({ value }) => value === '*' || valuesOf(claims.data[roleClaim]).includes(value))?.role;
      return admit({ provider: 'oidc', subject, email, name: fullName, role: role ?? null, rolesFollow: true });
    },
  };
}

const valuesOf = (claim: unknown): unknown[] => (Array.isArray(claim) ? claim : [claim]);

type Github = NonNullable<ReturnType<typeof settings>['github']>;

const githubUserSchema = z.looseObject({
  id: z.number().int(),
  login: z.string().min(1).max(100),
  name: z.string().nullish(),
});
const githubEmailsSchema = z.array(z.looseObject({ email: emailSchema, primary: z.boolean(), verified: z.boolean() }));

/**
 * GitHub says who somebody is, not what they may do: it lets in whoever an administrator invited at the account's
 * primary, verified address. docs.github.com, "Authorizing OAuth apps" and "REST API endpoints for emails".
 */
function githubProvider({ url, clientId, clientSecret }: Github): OAuthConfig<Profile> {
  // GitHub Enterprise Server has its API below its own address.
  const api = url === 'https://github.com' ? 'https://api.github.com' : `${url}/api/v3`;
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    clientId,
    clientSecret,
    checks: ['pkce', 'state'],
    authorization: { url: `${url}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: `${url}/login/oauth/access_token`,
    userinfo: {
      url: `${api}/user`,
      request: async ({ tokens }) => {
        const ask = async (path: string): Promise<unknown> => {
          const response = await fetch(`${api}${path}`, {
            headers: { authorization: `Bearer ${tokens.access_token}`, accept: 'application/vnd.github+json' },
            signal: AbortSignal.timeout(DEADLINE_MS),
          });
          if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}`);
          return response.json();
        };
        const [user, emails] = await Promise.all([ask('/user'), ask('/user/emails')]);
        const { id, login, name } = githubUserSchema.parse(user);
        const email = githubEmailsSchema.parse(emails).find(({ primary, verified }) => primary && verified)?.email;
        return { sub: String(id), name: name ?? login, ...(email && { email }) };
      },
    },
    httpOptions: { timeout: DEADLINE_MS },
    profile: async ({ sub: subject = '', name = '', email }): Promise<Admitted> =>
      email
        ? admit({ provider: 'github', subject, email, name, role: null, rolesFollow: false })
        : refusal('no_verified_email'),
  };
}
