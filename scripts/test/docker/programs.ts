import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { canInstallPackages, installPackages } from '../packages';

/** Debian keeps the daemon and its helpers where a person's PATH may not lead. */
export const PATH = [process.env.PATH, '/usr/sbin', '/sbin'].join(path.delimiter);

interface Need {
  name: string;
  /** Debian's packages; the second one holds it in later releases. */
  packages: readonly string[];
  isThere(): boolean;
}

const works = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { timeout: 20_000, env: { ...process.env, PATH } }).status === 0;

/** What a person has who works with Docker, and what the tests' images are made of. */
const CLIENT: readonly Need[] = [
  { name: 'docker', packages: ['docker.io', 'docker-cli'], isThere: () => works('docker', '--version') },
  {
    name: 'Docker Compose',
    packages: ['docker-compose'],
    isThere: () => works('docker', 'compose', 'version') || works('docker-compose', 'version'),
  },
  {
    name: 'a static busybox',
    packages: ['busybox-static'],
    // ldd fails for what needs no libraries.
    isThere: () => works('/bin/busybox', 'httpd', '--help') && !works('ldd', '/bin/busybox'),
  },
  { name: 'openssl', packages: ['openssl'], isThere: () => works('openssl', 'version') },
];

const DAEMON: readonly Need[] = [
  { name: 'dockerd', packages: ['docker.io'], isThere: () => works('dockerd', '--version') },
  // Where the kernel has AppArmor, Docker loads a profile into it before it starts anything.
  {
    name: 'apparmor_parser',
    packages: ['apparmor'],
    isThere: () => !isOn('/sys/module/apparmor/parameters/enabled') || works('apparmor_parser', '--version'),
  },
];

const isOn = (file: string): boolean => existsSync(file) && readFileSync(file, 'utf8').startsWith('Y');

/** Installs what is missing where that is allowed; answers with the names of what is still missing. */
export function ensurePrograms({ withDaemon }: { withDaemon: boolean }): string[] {
  const needs = withDaemon ? [...CLIENT, ...DAEMON] : CLIENT;
  const missing = () => needs.filter(({ isThere }) => !isThere());
  for (const attempt of [0, 1]) {
    const packages = missing().flatMap((need) => need.packages.slice(attempt, attempt + 1));
    if (packages.length > 0 && canInstallPackages()) installPackages([...new Set(packages)]);
  }
  return missing().map(({ name }) => name);
}
