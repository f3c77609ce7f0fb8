import { BEAT, encodeMessage, encodeRetry, type Frame } from './frames';
import type { LogTail } from './log-tail';

/** Who reads a stream, asked again while it is open. Streams with the same key share the answer. */
export interface Access {
  key: string;
  allowed(): Promise<boolean>;
}

export interface StreamOptions {
  /** A shared page only learns that something changed, and then reads its filtered snapshot again. */
  kind: 'member' | 'shared';
  access: Access;
  /** Who is shown as present; null for a shared page. */
  person: { userId: string; name: string } | null;
  /** Events with a greater seq are wanted. */
  after: number;
}

/** Bytes that may wait for a slow reader: a reader that is still behind a beat later is dropped. */
const BUFFER_BYTES = 256 * 1024;
const LIFETIME_MS = 10 * 60_000;

/** One open connection: a cursor on the log, pulled forward as fast as its reader takes bytes. */
export class StreamClient {
  readonly stream: ReadableStream<Uint8Array>;
  readonly options: StreamOptions;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  #cursor: number;
  #reading = false;
  #stalled = false;
  #open = true;
  /** A little random, so that streams that began together do not end together. */
  readonly #endsAtMs = performance.now() + LIFETIME_MS * (0.9 + 0.2 * Math.random());

  constructor(
    options: StreamOptions,
    private readonly tail: Pick<LogTail, 'head' | 'after' | 'page'>,
    private readonly onClose: (client: StreamClient) => void,
  ) {
    this.options = options;
    this.#cursor = options.after;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.advance(),
        cancel: () => this.close(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: BUFFER_BYTES }),
    );
  }

  greet(hello: { stateVersion: number; now: string }): void {
    this.#send(encodeRetry(1_000 + 2_000 * Math.random()));
    this.#send(encodeMessage('hello', hello));
  }

  /** Sends what the log has beyond the cursor, until the reader's buffer is full or a page must be read. */
  advance(): void {
    while (this.#ready && !this.#reading && this.#cursor < this.tail.head) {
      const frames = this.options.kind === 'shared' ? this.#changed() : this.tail.after(this.#cursor);
      if (frames === null) this.#readOn();
      else this.#push(frames);
    }
  }

  /** Something without an id: a reader that is behind does without, the next one replaces it. */
  tell(bytes: Uint8Array): void {
    if (this.options.kind === 'member' && this.#ready) this.#send(bytes);
  }

  /** Every 15 s. Ends a stream that has lived long enough, or that took nothing since the last beat. */
  beat(): void {
    if (performance.now() >= this.#endsAtMs || (this.#stalled && !this.#ready)) {
      this.close();
      return;
    }
    this.#stalled = !this.#ready;
    this.#send(BEAT);
  }

  /** Access is lost: the reader must not come back. */
  dismiss(): void {
    this.#send(encodeMessage('gone', {}));
    this.close();
  }

  /** Idempotent. The reader connects again by itself and resumes at its last id. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.onClose(this);
    try {
      this.#controller.close();
    } catch {
      // Already cancelled by the reader.
    }
  }

  get #ready(): boolean {
    return this.#open && (this.#controller.desiredSize ?? 0) > 0;
  }

  #send(bytes: Uint8Array): void {
    if (this.#open) this.#controller.enqueue(bytes);
  }

  /** A waiting reader pulls within `enqueue`, so the cursor moves first and is asked for each frame. */
  #push(frames: Frame[], whole = false): void {
    for (const { seq, bytes } of frames) {
      if (!whole && !this.#ready) return;
      if (seq <= this.#cursor) continue;
      this.#cursor = seq;
      this.#send(bytes);
    }
  }

  #changed(): Frame[] {
    const seq = this.tail.head;
    return [{ seq, bytes: encodeMessage('changed', { seq }, seq) }];
  }

  #readOn(): void {
    this.#reading = true;
    this.tail.page(this.#cursor).then(
      (frames) => {
        // Asked for when there was room, and bounded: the whole page may go out.
        this.#push(frames, true);
        this.#reading = false;
        if (frames.length > 0) this.advance();
        else this.close();
      },
      () => this.close(),
    );
  }
}
