import path from 'node:path';
import { fileURLToPath } from 'node:url';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80', 'ssh:': '22' };
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** scp-like: `git@github.com:owner/name.git`. */
const SCP_LIKE = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/;

/** Whether git may be given this address. A password in it would end up in a process list and in logs. */
export function isAcceptedRemote(remote: string): boolean {
  if (/[\s\p{Cc}]/u.test(remote) || remote.startsWith('-')) return false;
  const url = toUrl(remote);
  if (url === null || `${url.password}${url.search}${url.hash}` !== '') return false;
  switch (url.protocol) {
    case 'https:':
      return url.username === '';
    case 'http:':
      // A token over plain http could be read on the way.
      return url.username === '' && LOOPBACK.has(url.hostname);
    case 'ssh:':
      return url.hostname !== '' && !url.hostname.startsWith('-');
    case 'file:':
      return url.hostname === '';
    default:
      return false;
  }
}

/**
 * One spelling for the addresses of one repository, `host/path`: without scheme, user, default port, `.git` and final
 * slash, because the same repository is reached over ssh and https.
 */
export function normaliseRemote(remote: string): string {
  const url = toUrl(remote);
  if (!url) return remote;
  if (url.protocol === 'file:') return trimPath(path.normalize(fileURLToPath(url)));
  const port = url.port && url.port !== DEFAULT_PORTS[url.protocol] ? `:${url.port}` : '';
  return `${url.hostname.toLowerCase()}${port}${trimPath(url.pathname)}`;
}

function toUrl(remote: string): URL | null {
  const scp = remote.includes('://') ? null : SCP_LIKE.exec(remote);
  const address = scp ? `ssh://${scp[1]}/${scp[2]?.replace(/^\/+/, '')}` : remote;
  return URL.canParse(address) ? new URL(address) : null;
}

function trimPath(pathname: string): string {
  return pathname
    .replace(/\/+/g, '/')
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
}
