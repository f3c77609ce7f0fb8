import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '@/lib/db/migrate';
import { parseSettings, type Settings } from '@/lib/settings';
import { ensurePostgres } from '../db/ensure-postgres';
import { ensureBuild } from './build';
import { startConsole, untilReady } from './console';
import { environment } from './environment';
import { importCatalogue, labCatalogue, sizeOf, startLab } from './lab';
import { Parts } from './parts';
import { firstFreePort } from './ports';
import { clearLeftovers } from './record';
import { say } from './say';
import { signInLink } from './sign-in-link';
import { words } from './words';

interface Places {
  root: string;
  build: string;
  dataDir: string;
  /** A PostgreSQL server for the lab, as its superuser; undefined without a lab. */
  labServer: string | undefined;
}

/** Starts all of Repli on this machine and stays until Ctrl-C. Throws with what to do when it cannot. */
export async function up(root: string, { lab }: { lab: boolean }): Promise<void> {
  const settings = checkSettings();
  const dataDir = path.resolve(root, settings.dataDir);
  makeDataDir(dataDir);
  if ((await clearLeftovers(dataDir)) > 0) say(words('leftovers'));
  const build = await ensureBuild(root);

  const parts = new Parts(dataDir);
  parts.stopOnSignals();
  try {
    const databaseUrl = await openDatabase(root, dataDir, parts);
    const labServer = lab ? await openLabServer(databaseUrl, dataDir, parts) : undefined;
    const env = environment({ port: await choosePort(settings.port), databaseUrl, dataDir, lab });
    const [link] = await Promise.all([
      signInLink(root, env),
      startParts({ root, build, dataDir, labServer }, parts, env),
    ]);
    announce(link, env, dataDir);
    throw new Error(await parts.firstBroken());
  } catch (cause) {
    await parts.stop();
    throw cause;
  }
}

function makeDataDir(dataDir: string): void {
  try {
    // Passable but not readable: PostgreSQL may have to run as another user below it.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    throw new Error(words('dataDir', { dataDir }), { cause });
  }
}

/** DATABASE_URL where it is given, else the embedded PostgreSQL; migrated. */
async function openDatabase(root: string, dataDir: string, parts: Parts): Promise<string> {
  let url = process.env.DATABASE_URL;
  if (!url) {
    say(words('database'));
    const postgres = await ensurePostgres(path.join(dataDir, 'postgres'), 'repli');
    parts.stopDatabase = () => void postgres.stop();
    url = postgres.url;
  }
  const applied = await migrate(url, path.join(root, 'prisma/migrations'));
  if (applied.length > 0) say(words('migrated', { count: applied.length }));
  return url;
}

/** The embedded PostgreSQL serves the lab as well; beside a database of others the lab gets one of its own. */
async function openLabServer(databaseUrl: string, dataDir: string, parts: Parts): Promise<string> {
  if (!process.env.DATABASE_URL) return databaseUrl;
  const postgres = await ensurePostgres(path.join(dataDir, 'lab-postgres'), 'lab');
  parts.stopDatabase = () => void postgres.stop();
  return postgres.url;
}

/** All settings, before anything is built or started; what is not given is filled in later. Throws SettingsError. */
function checkSettings(): Settings {
  const stand = { DATABASE_URL: 'postgresql://embedded', NEXTAUTH_SECRET: 'made on the first start, see secret.ts' };
  const given = Object.entries(process.env).filter(([, value]) => value);
  return parseSettings({ ...stand, ...Object.fromEntries(given) });
}

async function choosePort(wanted: number): Promise<number> {
  const port = await firstFreePort(wanted);
  if (port !== wanted) say(words('portTaken', { wanted: String(wanted), port: String(port) }));
  return port;
}

/** The console and the lab start side by side; once both are ready, each is kept running. */
async function startParts(
  { root, build, dataDir, labServer }: Places,
  parts: Parts,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const log = (name: string) => path.join(dataDir, 'logs', `${name}.log`);
  say(words(labServer ? 'startingBoth' : 'starting'));
  parts.address = env.REPLI_URL ?? '';
  const console = parts.start('console', log('console'), () => startConsole(build, env, log('console')));
  const waits = [untilReady(console, Number(env.PORT), log('console'))];
  if (labServer) {
    const labEnv = { ...env, REPLI_LAB_SERVER: labServer };
    const from = sizeOf(log('lab'));
    const child = parts.start('lab', log('lab'), () => startLab(root, labEnv, log('lab')));
    waits.push(labCatalogue(child, log('lab'), from).then((file) => importCatalogue(root, env, file)));
  }
  await Promise.all(waits);
  parts.keepRunning();
}

function announce(link: string, env: NodeJS.ProcessEnv, dataDir: string): void {
  say(`
${words('ready', { url: env.REPLI_URL ?? '' })}

${words('link')}
  ${link}

${words('hints', { logs: path.join(dataDir, 'logs') })}`);
}
