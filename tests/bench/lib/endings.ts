type Ending = () => unknown;

/** What must be undone, the last thing first, however the bench ends. */
export class Endings {
  readonly #stack: Ending[] = [];
  #ending: Promise<void> | undefined;

  defer(ending: Ending): void {
    this.#stack.push(ending);
  }

  /** Whether the bench is on its way out: what fails from then on says nothing. */
  get begun(): boolean {
    return this.#ending !== undefined;
  }

  /** Idempotent; one ending that fails does not keep the others from happening. */
  all(): Promise<void> {
    this.#ending ??= this.#run();
    return this.#ending;
  }

  onSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => void this.all().finally(() => process.exit(130)));
    }
  }

  async #run(): Promise<void> {
    for (let ending = this.#stack.pop(); ending; ending = this.#stack.pop()) {
      try {
        await ending();
      } catch (cause) {
        process.stderr.write(`could not be undone: ${cause instanceof Error ? cause.message : cause}\n`);
      }
    }
  }
}
