import { settings } from '@/lib/settings';
import { type Listening, listen } from './listen';
import { CHANNEL, type HubMessage, hubMessageSchema } from './message';

/** Told about each notification that concerns its incident, and `null` when some may have been missed. */
export type HubListener = (message: HubMessage | null) => void;

/** Shares the process's one LISTEN connection among everything that follows incidents. */
export class Hub {
  readonly #listeners = new Map<string, Set<HubListener>>();
  #listening: Listening | undefined;

  constructor(private readonly connectionString: () => string) {}

  /**
   * Follows one incident until the returned function is called. Subscribe first, then read: what is committed
   * in between is told, and after a lost connection the listener gets `null` and must read again.
   */
  subscribe(incidentId: string, listener: HubListener): () => void {
    this.#listening ??= listen(this.connectionString(), CHANNEL, {
      onPayload: (payload) => this.#dispatch(payload),
      onConnected: () => this.#tellAll(null),
    });
    const set = this.#listeners.get(incidentId) ?? new Set();
    this.#listeners.set(incidentId, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.#listeners.get(incidentId) === set) this.#listeners.delete(incidentId);
    };
  }

  /** Ends the connection; the next subscription opens another. */
  async stop(): Promise<void> {
    const listening = this.#listening;
    this.#listening = undefined;
    await listening?.stop();
  }

  #dispatch(payload: string): void {
    const message = parse(payload);
    if (message && 'i' in message) for (const listener of this.#listeners.get(message.i) ?? []) listener(message);
    else if (message) this.#tellAll(message);
  }

  #tellAll(message: HubMessage | null): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener(message);
  }
}

/** Null for what another version of Repli may have sent. */
function parse(payload: string): HubMessage | null {
  try {
    return hubMessageSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}

/** On globalThis, because Next evaluates a module once per bundle while the process must have one connection. */
const held = globalThis as typeof globalThis & { repliHub?: Hub };

export function hub(): Hub {
  held.repliHub ??= new Hub(() => settings().databaseUrl);
  return held.repliHub;
}
