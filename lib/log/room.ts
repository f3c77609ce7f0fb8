import { logger } from '@/lib/logger';
import { encodeMessage } from './frames';
import { hub } from './hub';
import { LogTail } from './log-tail';
import type { HubMessage } from './message';
import { publish } from './notify';
import { oneAtATime } from './one-at-a-time';
import { readPresence, touchPresence, type Visitor } from './presence';
import { recheckAccess } from './recheck';
import { StreamClient, type StreamOptions } from './stream-client';

const BEAT_MS = 15_000;
/** A crowd that arrives at once must not make every arrival news for everybody. */
const PRESENCE_REST_MS = 500;

/** All open streams of one incident in this process: one subscription, one reader of the log, one heartbeat. */
export class Room {
  readonly clients = new Set<StreamClient>();
  /** People whose presence is still to be written. */
  readonly #arrived: Visitor[] = [];
  readonly #tail: LogTail;
  readonly #leave: () => void;
  readonly #beating: NodeJS.Timeout;
  readonly #opened: Promise<void>;

  constructor(
    private readonly incidentId: string,
    private readonly onEmpty: () => void,
  ) {
    this.#tail = new LogTail(incidentId);
    this.#leave = hub().subscribe(incidentId, (message) => this.#hear(message));
    this.#opened = this.#tail.open();
    this.#beating = setInterval(() => this.#beat(), BEAT_MS).unref();
  }

  /** Adds a stream, which is told everything after its cursor. Throws when the database cannot be read. */
  async join(options: StreamOptions, hello: { stateVersion: number; now: string }): Promise<StreamClient> {
    const client = new StreamClient(options, this.#tail, (closed) => this.#remove(closed));
    this.clients.add(client);
    try {
      await this.#opened;
    } catch (error) {
      client.close();
      throw error;
    }
    client.greet(hello);
    client.advance();
    if (options.person) {
      this.#arrived.push(options.person);
      this.#announce();
    }
    return client;
  }

  #remove(client: StreamClient): void {
    this.clients.delete(client);
    if (this.clients.size > 0) return;
    clearInterval(this.#beating);
    this.#leave();
    this.onEmpty();
  }

  #hear(message: HubMessage | null): void {
    if (message === null) {
      this.#catchUp();
      this.#recheck();
    } else if ('s' in message) {
      if (message.s > this.#tail.head) this.#catchUp();
    } else if (message.k === 'access') this.#recheck();
    else if (message.k === 'presence') this.#showPresence();
    else this.#tellAll(encodeMessage(message.k, message.d));
  }

  /** Also at each beat: a notification that got lost costs seconds, never an event. */
  readonly #catchUp = oneAtATime(async () => {
    await this.#opened;
    const events = await this.#tail.pump();
    for (const client of this.clients) client.advance();
    if (events.some(({ type }) => type === 'share.revoked')) this.#recheck();
  }, report);

  readonly #recheck = oneAtATime(() => recheckAccess(this.clients), report);

  /** People who arrive together are written and announced together. */
  readonly #announce = oneAtATime(
    async () => {
      await touchPresence(this.incidentId, this.#arrived.splice(0));
      await publish(this.incidentId, 'presence', null);
    },
    report,
    { restMs: PRESENCE_REST_MS },
  );

  readonly #showPresence = oneAtATime(
    async () => this.#tellAll(encodeMessage('presence', await readPresence(this.incidentId))),
    report,
    { restMs: PRESENCE_REST_MS },
  );

  readonly #stay = oneAtATime(async () => {
    const people = [...this.clients].flatMap(({ options }) => options.person ?? []);
    await touchPresence(this.incidentId, people);
    this.#showPresence();
  }, report);

  #tellAll(bytes: Uint8Array): void {
    for (const client of this.clients) client.tell(bytes);
  }

  #beat(): void {
    for (const client of [...this.clients]) client.beat();
    if (this.clients.size === 0) return;
    this.#recheck();
    this.#catchUp();
    this.#stay();
  }
}

/** The next beat tries again; without the database there is nothing to send either. */
function report(error: unknown): void {
  logger.warn({ err: error }, 'a live room could not read the database');
}
