import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Github {
  /** Settings that make a Repli sign people in here. */
  settings: Record<string, string>;
  close(): void;
}

/**
 * GitHub Enterprise Server as far as signing in needs it, with one person who agrees at once:
 * docs.github.com, "Authorizing OAuth apps" (web application flow) and "REST API endpoints for emails".
 */
export async function startGithub(email: string): Promise<Github> {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://github');
    const known = request.headers.authorization === 'Bearer gho_token';
    const json = (body: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    switch (url.pathname) {
      case '/login/oauth/authorize': {
        const back = new URL(url.searchParams.get('redirect_uri') ?? '');
        back.search = String(new URLSearchParams({ code: 'c0de', state: url.searchParams.get('state') ?? '' }));
        return response.writeHead(302, { location: back.href }).end();
      }
      case '/login/oauth/access_token':
        return json({ access_token: 'gho_token', token_type: 'bearer', scope: 'read:user,user:email' });
      case '/api/v3/user':
        return known ? json({ id: 71, login: 'noor', name: 'Noor Haddad' }) : response.writeHead(401).end();
      case '/api/v3/user/emails':
        return known
          ? json([
              { email: 'noor@private.example', primary: false, verified: true },
              { email, primary: true, verified: true },
            ])
          : response.writeHead(401).end();
      default:
        return response.writeHead(404).end();
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    settings: {
      REPLI_GITHUB_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      REPLI_GITHUB_CLIENT_ID: 'Iv1.tests',
      REPLI_GITHUB_CLIENT_SECRET: 'the-secret-of-the-app',
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
