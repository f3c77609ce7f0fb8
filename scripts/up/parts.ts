import { setTimeout as sleep } from 'node:timers/promises';
import { identify, type ProcessIdentity } from '../lib/process-identity';
import { type Child, stopProcess } from './child';
import { clearRecord, writeRecord } from './record';
import { say } from './say';
import { words } from './words';

/** Within the three seconds that Ctrl-C may take. */
const GRACE_MS = 2_700;
/** A part that ends this often within a minute is not started again. */
const MANY_ENDS = 3;
const WITHIN_MS = 60_000;
const PAUSE_MS = 1_000;

interface Part {
  name: 'console' | 'lab';
  log: string;
  begin(): Child;
  child: Child;
}

/** The running parts of one `up`: recorded for the next one, started again when they end by themselves, stopped together. */
export class Parts {
  /** Where people open the console, for the record. */
  address = '';
  /** Stops the embedded database, which outlives its parent. */
  stopDatabase: () => void = () => {};
  readonly #parts: Part[] = [];
  readonly #broken: Promise<string>;
  #breakDown: (reason: string) => void = () => {};
  #stopping: Promise<void> | undefined;

  constructor(private readonly dataDir: string) {
    this.#broken = new Promise((resolve) => {
      this.#breakDown = resolve;
    });
  }

  /** Resolves with a sentence when a part keeps ending. */
  firstBroken(): Promise<string> {
    return this.#broken;
  }

  /** Starts a part, under a name that is unique here. */
  start(name: Part['name'], log: string, begin: () => Child): Child {
    const part = { name, log, begin, child: begin() };
    this.#parts.push(part);
    this.#record();
    return part.child;
  }

  /** From now on a part that ends by itself is started again. */
  keepRunning(): void {
    for (const part of this.#parts) void this.#supervise(part);
  }

  /** Stops every part, then the database. Idempotent. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  stopOnSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (!this.#stopping) say(`\n${words('stopping')}`);
        void this.stop().then(() => process.exit(0));
      });
    }
  }

  async #stopAll(): Promise<void> {
    await Promise.all(this.#identities().map((identity) => stopProcess(identity, GRACE_MS)));
    this.stopDatabase();
    clearRecord(this.dataDir);
  }

  async #supervise(part: Part): Promise<void> {
    const ends: number[] = [];
    for (;;) {
      const how = await part.child.ended;
      if (this.#stopping) return;
      ends.push(Date.now());
      if (ends.filter((at) => at > Date.now() - WITHIN_MS).length >= MANY_ENDS) {
        return this.#breakDown(
          words('keepsEnding', { part: words(`part.${part.name}`), times: MANY_ENDS, how, log: part.log }),
        );
      }
      say(words('again', { part: words(`part.${part.name}`), how }));
      await sleep(PAUSE_MS);
      if (this.#stopping) return;
      part.child = part.begin();
      this.#record();
    }
  }

  #record(): void {
    const own = identify(process.pid);
    if (own) writeRecord(this.dataDir, { up: own, url: this.address, children: this.#identities() });
  }

  #identities(): ProcessIdentity[] {
    return this.#parts.flatMap(({ child }) => child.identity ?? []);
  }
}
