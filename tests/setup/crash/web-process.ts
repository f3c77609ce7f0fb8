import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@/scripts/db/cluster';
import { isAlive } from '@/scripts/lib/process-identity';
import { ensureBuild } from '@/scripts/up/build';
import { stopProcess } from '@/scripts/up/child';
import { startConsole, untilReady } from '@/scripts/up/console';
import { SESSION_COOKIE, signPeopleIn } from '@/tests/bench/lib/people';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const STOPS_WITHIN_MS = 8_000;
const ANSWERS_WITHIN_MS = 15_000;

/** The pages alone, in a process of their own, as one of several behind a load balancer. */
export interface WebProcess {
  /** GETs as a person who is signed in. */
  get(path: string): Promise<{ status: number; body: string }>;
  hasEnded(): boolean;
  output(): string;
  /** As an orchestrator does it: SIGTERM, and time to end. */
  stop(): Promise<void>;
}

/** Of a stand whose settings this process has. */
export async function startWeb(): Promise<WebProcess> {
  const build = await ensureBuild(ROOT);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = path.join(process.env.REPLI_DATA_DIR ?? '', `web-${port}.log`);
  const env = { PORT: String(port), HOSTNAME: '127.0.0.1', REPLI_ROLE: 'web', REPLI_URL: url, NEXTAUTH_URL: url };
  const child = startConsole(build, { ...process.env, ...env, REPLI_LOG_LEVEL: 'info' }, log);
  await untilReady(child, port, log);
  const { identity } = child;
  if (!identity) throw new Error('the pages could not be started');
  const [session] = await signPeopleIn(process.env.DATABASE_URL ?? '', process.env.NEXTAUTH_SECRET ?? '', 1);
  const headers = { cookie: `${SESSION_COOKIE}=${session}` };
  return {
    async get(where) {
      const answer = await fetch(url + where, { headers, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
      return { status: answer.status, body: await answer.text() };
    },
    hasEnded: () => !isAlive(identity),
    output: () => readFileSync(log, 'utf8'),
    stop: () => stopProcess(identity, STOPS_WITHIN_MS),
  };
}
