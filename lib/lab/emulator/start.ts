import { type ChildProcess, fork } from 'node:child_process';
import { RUN_PROGRAM } from '@/lib/run-program';
import { type EmulatorControl, emulatorControl } from './client';
import type { Answer, Request } from './run';

export interface StartedEmulator {
  url: string;
  control: EmulatorControl;
  close(): Promise<void>;
}

/**
 * Starts an emulator in another process: `file` is a module that calls `runEmulator`, `options` is JSON handed to it.
 * Emulators of one module share one process, which ends with this one: starting Node takes longer than most tests.
 */
export async function startEmulator(file: string, options: Record<string, unknown> = {}): Promise<StartedEmulator> {
  const host = hostOf(file);
  const id = host.nextId();
  const ready = await host.ask({ id, options });
  if (!('url' in ready)) throw new Error(`the emulator ${file} did not start: ${'error' in ready ? ready.error : ''}`);
  return {
    url: ready.url,
    control: emulatorControl(ready.controlUrl),
    close: async () => void (await host.ask({ id, end: true })),
  };
}

const hosts = new Map<string, EmulatorHost>();

function hostOf(file: string): EmulatorHost {
  const host = hosts.get(file) ?? new EmulatorHost(file, () => hosts.delete(file));
  hosts.set(file, host);
  return host;
}

/** The process of all emulators of one module. It holds this process open only while it is asked something. */
class EmulatorHost {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(answer: Answer): void; reject(cause: Error): void }>();
  #ids = 0;

  constructor(file: string, ended: () => void) {
    this.#child = fork(RUN_PROGRAM, [file], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child.on('message', (answer: Answer) => this.#settle(answer.id)?.resolve(answer));
    this.#child.on('exit', (code) => {
      ended();
      for (const id of this.#waiting.keys())
        this.#settle(id)?.reject(new Error(`the emulator ${file} ended with ${code}`));
    });
  }

  nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#child.ref();
      this.#child.channel?.ref();
      this.#child.send(request, (cause) => cause && this.#settle(request.id)?.reject(cause));
    });
  }

  #settle(id: number) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) {
      this.#child.unref();
      this.#child.channel?.unref();
    }
    return waiting;
  }
}
