import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { secretReference as reference, shellExpansion } from './reference';
import { quote, quoteWithExpansion } from './shell';

/** What every adapter for Docker asks for: where, as whom, and by which program. */
export const dockerShape = {
  /** DOCKER_HOST: `unix:///…`, `tcp://…` or `ssh://…`; by default the local socket. */
  host: z
    .string()
    .max(500)
    .regex(/^(unix:\/\/\/|tcp:\/\/[^\s@/]+$|ssh:\/\/[^\s:]+(:\d+)?$)/, {
      error: 'Expected unix:///path, tcp://host:port or ssh://user@host, without a password',
    })
    .optional(),
  /** Client certificate for `tcp://`. */
  tls: z.object({ ca: reference, cert: reference, key: reference }).optional(),
  docker: z
    .string()
    .max(1_000)
    .regex(/^[^-\0][^\0]*$/)
    .default('docker'),
};
export type DockerPlace = Pick<z.output<z.ZodObject<typeof dockerShape>>, 'host' | 'tls'> & {
  /** Reference to a `config.json` of Docker with the logins of registries; the account's own by default. */
  registryLogins?: string | undefined;
};

/** What the command lines need of the console's account: its logins, its ssh agent, its network. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'DOCKER_CONFIG',
  'SSH_AUTH_SOCK',
  'XDG_RUNTIME_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'SystemRoot',
];
const TLS_FILES = ['ca', 'cert', 'key'] as const;

/**
 * Resolves the credentials for one call into its whole environment. A client certificate and logins are files of mode
 * 0600 that exist for the duration of the call. Throws what `resolve` throws.
 */
export async function withDockerEnvironment<T>(
  { host, tls, registryLogins }: DockerPlace,
  resolve: (reference: string) => Promise<string>,
  use: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const env: Record<string, string> = { LC_ALL: 'C' };
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  if (host !== undefined) env.DOCKER_HOST = host;
  if (tls === undefined && registryLogins === undefined) return use(env);
  const dir = await mkdtemp(path.join(tmpdir(), 'repli-docker-'));
  const keep = async (name: string, from: string) =>
    writeFile(path.join(dir, name), `${await resolve(from)}\n`, { mode: 0o600 });
  try {
    if (registryLogins !== undefined) {
      await keep('config.json', registryLogins);
      env.DOCKER_CONFIG = dir;
    }
    if (tls === undefined) return await use(env);
    for (const name of TLS_FILES) await keep(`${name}.pem`, tls[name]);
    return await use({ ...env, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: dir });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The same environment as shell commands, secrets as `$NAME`. */
export function dockerExports({ host, tls, registryLogins }: DockerPlace): string[] {
  const written = (from: string, file: string) =>
    `printf '%s\\n' ${quoteWithExpansion('', shellExpansion(from))} > "${file}"`;
  return [
    ...(host === undefined ? [] : [`export DOCKER_HOST=${quote(host)}`]),
    ...(tls === undefined
      ? []
      : [
          'export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH="$(mktemp -d)"',
          ...TLS_FILES.map((name) => written(tls[name], `$DOCKER_CERT_PATH/${name}.pem`)),
        ]),
    ...(registryLogins === undefined
      ? []
      : ['export DOCKER_CONFIG="$(mktemp -d)"', written(registryLogins, '$DOCKER_CONFIG/config.json')]),
  ];
}
