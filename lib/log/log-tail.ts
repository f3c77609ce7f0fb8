import { db } from '@/lib/db/client';
import type { IncidentEvent } from '@/lib/domain/event';
import { eventFrame, type Frame } from './frames';
import { readEvents } from './read';

/** Newest frames kept in memory: most reconnects are a few events behind. */
const KEPT = 256;
const PAGE = 200;

/** The end of one incident's log as encoded frames, read and encoded once for all clients of this process. */
export class LogTail {
  /** Consecutive, the last one being `head`. */
  #frames: Frame[] = [];
  #pages = new Map<number, Promise<Frame[]>>();
  #head = 0;

  constructor(private readonly incidentId: string) {}

  get head(): number {
    return this.#head;
  }

  /** Starts at what is committed now. */
  async open(): Promise<void> {
    const row = await db().incident.findUnique({ where: { id: this.incidentId }, select: { lastSeq: true } });
    this.#head = Math.max(this.#head, row?.lastSeq ?? 0);
  }

  /** Reads what was committed since; returns it. */
  async pump(): Promise<IncidentEvent[]> {
    const fresh: IncidentEvent[] = [];
    for (;;) {
      const events = await readEvents(db(), this.incidentId, { after: this.#head, limit: PAGE });
      for (const event of events) this.#keep(event);
      fresh.push(...events);
      if (events.length < PAGE) return fresh;
    }
  }

  /** Frames after `seq` from memory; null when they must be read. */
  after(seq: number): Frame[] | null {
    if (seq >= this.#head) return [];
    const first = this.#frames[0]?.seq;
    return first !== undefined && seq + 1 >= first ? this.#frames.slice(seq + 1 - first) : null;
  }

  /** Frames after `seq` from the database, at most a page. Clients that ask for the same page share one read. */
  page(seq: number): Promise<Frame[]> {
    const reading = this.#pages.get(seq) ?? this.#readPage(seq);
    this.#pages.set(seq, reading);
    return reading;
  }

  async #readPage(seq: number): Promise<Frame[]> {
    try {
      return (await readEvents(db(), this.incidentId, { after: seq, limit: PAGE })).map(eventFrame);
    } finally {
      this.#pages.delete(seq);
    }
  }

  #keep(event: IncidentEvent): void {
    // Encoded before the redaction, the older frames still hold the text.
    if (event.type === 'text.redacted') this.#frames = [];
    this.#frames.push(eventFrame(event));
    if (this.#frames.length > KEPT) this.#frames.shift();
    this.#head = event.seq;
  }
}
