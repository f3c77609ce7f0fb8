import { Socket } from 'node:net';
import { isMainThread, Worker } from 'node:worker_threads';

/**
 * Loaded before the shop (`node --import`): ends the process when its parent is gone, however it went, by
 * watching the pipe on standard input. In a thread of its own, because a commit may make the shop loop for ever.
 */
if (isMainThread) {
  new Worker(new URL(import.meta.url), { execArgv: [], stdin: false }).unref();
} else {
  new Socket({ fd: 0, readable: true, writable: false })
    .on('close', () => process.kill(process.pid, 'SIGKILL'))
    .on('error', () => undefined)
    .resume();
}
