import { setTimeout as sleep } from 'node:timers/promises';
import type { EmulatorFault, LoggedCall } from './contract';

/** Acts on a running emulator from outside, over its control address. Every call has ten seconds. */
export interface EmulatorControl {
  fault(fault: EmulatorFault | null): Promise<void>;
  act(action: string, args?: Record<string, unknown>): Promise<unknown>;
  log(): Promise<LoggedCall[]>;
  everything(): Promise<string>;
  /** Resolves once a reply is held. */
  whenHeld(): Promise<void>;
}

export function emulatorControl(controlUrl: string): EmulatorControl {
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(new URL(path, controlUrl), {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`emulator: ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return {
    fault: async (fault) => void (await ask('/fault', { fault })),
    act: (action, args = {}) => ask(`/actions/${action}`, args),
    log: async () => (await ask('/log')) as LoggedCall[],
    everything: async () => JSON.stringify(await ask('/everything')),
    async whenHeld() {
      while ((await ask('/held')) === 0) await sleep(10);
    },
  };
}
