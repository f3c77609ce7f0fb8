import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type EmulatorControl, emulatorControl } from './client';

export interface StartedEmulator {
  url: string;
  control: EmulatorControl;
  close(): Promise<void>;
}

/**
 * Starts an emulator in a process of its own: `file` is a module that calls `runEmulator`, `options` is JSON handed to
 * it. The process ends with its parent.
 */
export async function startEmulator(file: string, options: Record<string, unknown> = {}): Promise<StartedEmulator> {
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [ready] = await Promise.race([
    once(child, 'message') as Promise<[{ url: string; controlUrl: string }]>,
    once(child, 'exit').then(([code]) => {
      throw new Error(`the emulator ${file} ended with ${code}`);
    }),
  ]);
  return {
    url: ready.url,
    control: emulatorControl(ready.controlUrl),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
