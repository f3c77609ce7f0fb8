export interface SseMessage {
  event: string;
  data: unknown;
  id?: string;
}

/** Reads a live stream's messages one after another, as a browser's EventSource would parse them. */
export class SseReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = '';

  constructor(response: Response) {
    if (!response.body) throw new Error(`no stream: ${response.status}`);
    this.#reader = response.body.getReader();
  }

  /** The next message; null once the server has ended the stream. */
  async next(): Promise<SseMessage | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const message = parse(this.#text.slice(0, end));
        this.#text = this.#text.slice(end + 2);
        if (message) return message;
        continue;
      }
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }

  /** Reads on to the next message of this kind; null when the stream ends first. */
  async nextOf(event: string): Promise<SseMessage | null> {
    for (;;) {
      const message = await this.next();
      if (!message || message.event === event) return message;
    }
  }

  /** The seqs of the next `count` events. */
  async seqs(count: number): Promise<number[]> {
    const seqs: number[] = [];
    while (seqs.length < count) {
      const message = await this.nextOf('event');
      if (!message) break;
      seqs.push(Number(message.id));
    }
    return seqs;
  }

  async cancel(): Promise<void> {
    await this.#reader.cancel();
  }
}

/** Null for comments and settings, which no listener sees. */
function parse(block: string): SseMessage | null {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const [event, data, id] = [fields.get('event'), fields.get('data'), fields.get('id')];
  if (!event || data === undefined) return null;
  return { event, data: JSON.parse(data), ...(id === undefined ? {} : { id }) };
}
