import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Somebody whom the issuer knows; `login` is what they type there. */
export interface Known {
  login: string;
  email: string;
  name: string;
  groups: string[];
}

export interface Issuer {
  /** Settings that make a Repli sign people in here. */
  settings: Record<string, string>;
  close(): void;
}

const CLIENT = { id: 'repli', secret: 'the-secret-of-the-client' };

/** A real OIDC server with its own sign-in page, which takes any password; PKCE is required. */
export async function startIssuer(people: readonly Known[], redirectUri: string): Promise<Issuer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true, methods: ['S256'] },
    cookies: { keys: ['only for tests'] },
    findAccount: (_context, login) => {
      const person = people.find((one) => one.login === login);
      if (!person) return undefined;
      const { email, name, groups } = person;
      return { accountId: login, claims: () => ({ sub: login, email, email_verified: true, name, groups }) };
    },
  });
  server.on('request', provider.callback());
  return {
    settings: {
      REPLI_OIDC_ISSUER: url,
      REPLI_OIDC_CLIENT_ID: CLIENT.id,
      REPLI_OIDC_CLIENT_SECRET: CLIENT.secret,
      REPLI_OIDC_NAME: 'Tea login',
      REPLI_OIDC_ROLES: 'sre-leads=admin,on-call=commander',
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
