import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compose } from '@/lib/providers/compose';
import type { Connection } from '@/lib/providers/contract';
import { createCredentials } from '@/lib/providers/credentials';
import type { World } from '../../contract/fixture';
import { everyFile } from '../../contract/fixtures/compose';
import type { Certificates } from './certificates';
import { cli, composeWords, docker, linesOf } from './cli';
import type { Images } from './images';
import { type Relay, startRelay } from './relay';

const PASSWORD = 'canary-database-p4ssword';

export interface RealProject {
  world: World;
  project: string;
  file: string;
  relay: Relay;
  /** Runs a script as a person would who has the same credentials. */
  shell(script: string): Promise<string>;
  connect(more?: Record<string, unknown>): Connection;
}

/** No network, because a Docker without rights over the firewall has none; the health check asks from within. */
const composeFile = (image: string) => `# The shop
services:
  web:
    image: "${image}"   # changed by CI
    profiles: [front]
    depends_on: [db]
    network_mode: none
    stop_signal: SIGKILL
    healthcheck:
      test: ["CMD", "/bin/wget", "-q", "-O-", "http://127.0.0.1:8080/health"]
      interval: 1s
      retries: 2
    environment:
      DATABASE_URL: postgres://shop:\${DB_PASSWORD}@db/shop
  db:
    image: "${image}"
    network_mode: none
`;

/** A project of its own with a running service on a real Docker host, behind a wire that can be disturbed. */
export async function realProject(images: Images, certificates: Certificates): Promise<RealProject> {
  const directory = path.join(mkdtempSync(path.join(tmpdir(), 'repli-compose-')), 'shop');
  mkdirSync(directory);
  const file = path.join(directory, 'compose.yaml');
  const project = `repli-conformance-${randomUUID().slice(0, 8)}`;
  const relay = await startRelay(certificates);
  const [program = '', ...words] = await composeWords();
  let byOthers = 0;
  const deploy = async (tag: string) => {
    writeFileSync(file, composeFile(`${images.repository}:${tag}`));
    const options = ['--profile', 'front', '--project-name', project];
    await cli(program, [...words, ...options, 'up', '--detach', '--no-deps', 'web'], {
      cwd: directory,
      env: { ...process.env, DB_PASSWORD: PASSWORD },
    });
    byOthers++;
  };
  await deploy(images.newest);
  const config = {
    directory,
    profiles: ['front'],
    projectName: project,
    service: 'web',
    host: `tcp://127.0.0.1:${relay.port}`,
    tls: { ca: 'env:DOCKER_CA', cert: 'env:DOCKER_CERT', key: 'env:DOCKER_KEY' },
    variables: { DB_PASSWORD: 'env:DB_PASSWORD' },
    // Looked for once for all: each look costs a start of the program.
    composeCommand: [program, ...words],
  };
  const { cert, key } = certificates.client;
  const env = { DOCKER_CA: certificates.ca, DOCKER_CERT: cert, DOCKER_KEY: key, DB_PASSWORD: PASSWORD };
  const connect = (more: Record<string, unknown> = {}) =>
    compose.connect(compose.config.parse({ ...config, ...more }), {
      clock: () => new Date(),
      credentials: createCredentials(env),
      cacheDir: '/nonexistent',
    });
  const ofProject = ['--filter', `label=com.docker.compose.project=${project}`];
  const world: World = {
    component: { config, env },
    connect: () => connect(),
    writes: async () => (await created(ofProject)) - byOthers,
    everything: async () =>
      [
        await images.list(),
        await docker('ps', '--all', '--no-trunc', '--format', '{{.ID}} {{.Image}} {{.Names}}', ...ofProject),
        everyFile(directory),
      ].join('\n'),
    // An image's id is its content.
    contentOf: async (id) => id,
    deploySlipsIn: async () => deploy(await images.add()),
    fault: relay.fault,
    whenHeld: relay.whenHeld,
    unknownRevision: `sha256:${'de'.repeat(32)}`,
    secrets: [...linesOf(key).filter((line) => !line.startsWith('-----')), PASSWORD],
    traces: async () => relay.requests.join('\n') + everyFile(directory),
    async close() {
      await relay.close();
      const containers = linesOf(await docker('ps', '--all', '--quiet', ...ofProject));
      if (containers.length > 0) await docker('rm', '--force', ...containers);
      rmSync(path.dirname(directory), { recursive: true, force: true });
    },
  };
  const shell = (script: string) =>
    cli('sh', ['-ec', script], { env: { NODE_ENV: 'test', PATH: process.env.PATH, HOME: process.env.HOME, ...env } });
  return { world, project, file, relay, connect, shell };
}

/** How many containers the daemon has made for this project, by its own account and its own clock. */
async function created(ofProject: string[]): Promise<number> {
  const now = await docker('info', '--format', '{{.SystemTime}}');
  const span = ['--since', '1', '--until', now, '--format', '{{.ID}}'];
  return linesOf(await docker('events', ...span, '--filter', 'event=create', ...ofProject)).length;
}
