import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Credentials } from '../contract';
import type { GitConfig } from './config';
import type { Place } from './place';

/** What a call to the remote gets beside its arguments. Never logged. */
export interface Access {
  settings: (readonly [string, string])[];
  env: Record<string, string>;
}

/**
 * Resolves the credentials for one call. A token travels in a header that git reads from its environment; a key is a
 * file of mode 0600 that exists for the duration of the call. Errors: ProviderError `auth` when a reference is unresolved.
 */
export async function withAccess<T>(
  config: GitConfig,
  place: Place,
  credentials: Credentials,
  use: (access: Access) => Promise<T>,
): Promise<T> {
  const seconds = String(Math.ceil(config.timeoutSeconds));
  // Should the console be killed, git gives up by itself on a remote that stays silent.
  const settings: (readonly [string, string])[] = [
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', seconds],
  ];
  const wanted = config.credentials;
  if (wanted?.kind === 'token') {
    const token = (await credentials.resolve(wanted.reference)).trim();
    const basic = Buffer.from(`${wanted.username}:${token}`).toString('base64');
    settings.push(['http.extraHeader', `Authorization: Basic ${basic}`]);
  }
  const dir = path.join(place.scratch, `access-${randomUUID()}`);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  try {
    const options = ['BatchMode yes', `ConnectTimeout ${seconds}`, 'ServerAliveInterval 5', 'ServerAliveCountMax 3'];
    const knownHosts = path.join(place.shared, 'known_hosts');
    options.push('StrictHostKeyChecking accept-new', `UserKnownHostsFile "${knownHosts}"`);
    if (wanted?.kind === 'ssh-key') {
      const key = path.join(dir, 'key');
      // OpenSSH refuses a key whose last line has no end.
      await writeFile(key, `${(await credentials.resolve(wanted.reference)).trimEnd()}\n`, { mode: 0o600 });
      options.push(`IdentityFile "${key}"`, 'IdentitiesOnly yes');
      if (wanted.knownHosts !== undefined) {
        const pinned = path.join(dir, 'known_hosts');
        await writeFile(pinned, `${wanted.knownHosts.trimEnd()}\n`, { mode: 0o600 });
        // ssh takes the first value that it reads of an option.
        options.unshift('StrictHostKeyChecking yes', `UserKnownHostsFile "${pinned}"`);
      }
    }
    const file = path.join(dir, 'ssh_config');
    await writeFile(file, `Host *\n${options.map((option) => `  ${option}\n`).join('')}`, { mode: 0o600 });
    return await use({ settings, env: sshEnvironment(file, wanted === undefined) });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Without configured credentials the agent of the account that runs the console may answer. */
function sshEnvironment(configFile: string, ambient: boolean): Record<string, string> {
  const agent = ambient ? process.env.SSH_AUTH_SOCK : undefined;
  return {
    GIT_SSH_COMMAND: `ssh -F '${configFile.replaceAll("'", "'\\''")}'`,
    GIT_SSH_VARIANT: 'ssh',
    ...(agent === undefined ? {} : { SSH_AUTH_SOCK: agent }),
  };
}
