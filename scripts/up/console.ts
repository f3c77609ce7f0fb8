import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from './child';
import { words } from './words';

const READY_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 50;
const ANSWER_WITHIN_MS = 5_000;

/** Starts the built console, pages and worker in one process. */
export function startConsole(build: string, env: NodeJS.ProcessEnv, log: string): Child {
  // instrumentation.node.ts ends streams and the worker itself, and then the process.
  return startChild(['server.js'], {
    cwd: build,
    env: { ...env, NODE_ENV: 'production', NEXT_MANUAL_SIG_HANDLE: 'true' },
    log,
  });
}

/** Waits for the console's own word that it can work. Throws when it ends first or takes too long. */
export async function untilReady(child: Child, port: number, log: string): Promise<void> {
  let end: string | undefined;
  void child.ended.then((how) => {
    end = how;
  });
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(ASK_EVERY_MS)) {
    if (end !== undefined) throw new Error(words('ended', { part: words('part.console'), how: end, log }));
    if (await isHealthy(port)) return;
  }
  throw new Error(words('late', { part: words('part.console'), seconds: READY_WITHIN_MS / 1000, log }));
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
