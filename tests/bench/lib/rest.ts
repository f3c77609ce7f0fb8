import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedCall } from '@/lib/lab/emulator/contract';
import { machineMs } from './clock';
import type { Platform } from './platform';
import type { PlatformKind } from './platform-kinds';

const LOOK_MS = 4;

/**
 * Looks at the platform from outside until it was asked for something else and came to rest on it. Resolves with the
 * moment on the machine's clock: that of the last look that found it moving, so what is measured from there is at most
 * one look too long, and never too short.
 */
export async function whenAtRest({ control }: Platform, { rest }: PlatformKind, signal: AbortSignal): Promise<number> {
  if (typeof rest !== 'function') {
    const before = writesIn(await control.log()).length;
    for (;;) {
      const write = writesIn(await control.log())[before];
      // The log has the wall clock.
      if (write) return Date.parse(write.at) + rest.afterMs + machineMs() - Date.now();
      await sleep(LOOK_MS * 10, undefined, { signal });
    }
  }
  const isAtRest = async () => rest(JSON.parse(await control.everything()));
  while (await isAtRest()) await sleep(LOOK_MS, undefined, { signal });
  for (let movingMs = machineMs(); ; await sleep(LOOK_MS, undefined, { signal })) {
    const lookedMs = machineMs();
    if (await isAtRest()) return movingMs;
    movingMs = lookedMs;
  }
}

const writesIn = (log: LoggedCall[]): LoggedCall[] => log.filter(({ changed }) => changed !== null);
