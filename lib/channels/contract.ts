import type { z } from 'zod';

export interface OutgoingMessage {
  /** Stable id: the receiver can drop a repeated delivery by it. */
  id: string;
  kind: 'start' | 'update' | 'end';
  locale: 'en' | 'fr';
  incident: { id: string; number: number; title: string; url: string };
  service: string;
  /** Markdown. */
  body: string;
}

export interface DeliveryContext {
  signal: AbortSignal;
  clock: () => Date;
  resolve(reference: string): Promise<string>;
  /** What the incident's earlier messages on this channel belong to, as its `deliver` returned it. */
  thread?: string | undefined;
}

export interface Delivered {
  /** What the receiver answered, for people; no secret. */
  evidence: string;
  /** What later messages of the incident belong to: a thread's id, the id of an entry to update. */
  thread?: string | undefined;
}

/** Thrown by `deliver`; `message` is for people and holds no secret. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';
  constructor(
    message: string,
    readonly retryable: boolean,
    options: { cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
  }
}

export interface ChannelKind<C = unknown> {
  id: string;
  label: string;
  config: z.ZodType<C>;
  /** Where it goes, for people, without secrets: a host name, a channel. */
  destination(config: C): string;
  deliver(config: C, message: OutgoingMessage, context: DeliveryContext): Promise<Delivered>;
}

export function defineChannel<S extends z.ZodType>(
  kind: Omit<ChannelKind<z.output<S>>, 'config'> & { config: S },
): ChannelKind<z.output<S>> {
  return kind as ChannelKind<z.output<S>>;
}
