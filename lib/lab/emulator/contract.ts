import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** One call as it arrived. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A body that is not a string is sent as JSON. `changed` names what the call altered: a refused write altered nothing. */
export type Reply =
  | { status: number; headers?: Record<string, string>; body?: unknown; changed?: string }
  | { stream: (response: ServerResponse) => void };

/**
 * What every platform can suffer, brought about over the control address: `slow` holds every reply; `lost_reply`
 * carries writes out and holds their replies; the others answer as the platform words it.
 */
export const EMULATOR_FAULTS = ['slow', 'auth_refused', 'unavailable', 'rate_limited', 'lost_reply'] as const;
export type EmulatorFault = (typeof EMULATOR_FAULTS)[number];

/** A platform in miniature: its wire protocol, and what happens to it from outside. Every behaviour names its source. */
export interface Emulator {
  handle(call: Call): Reply | Promise<Reply>;
  /** Whether this call would change something. */
  isWrite(call: Call): boolean;
  /** What this platform answers under such a fault. */
  refusal(fault: 'auth_refused' | 'unavailable' | 'rate_limited', call: Call): Reply;
  /** What the lab and tests do from outside, by name: deploy, break an image, let a rollout go on. JSON in and out. */
  actions: Record<string, (args: Record<string, unknown>) => unknown>;
  /** Everything it holds, as JSON, to compare before and after. */
  everything(): unknown;
  /** What a later start takes up as its option `state`, as JSON; left out where nothing outlives the process. */
  state?(): unknown;
  /** Lets its time stand still, where it passes by itself. */
  end?(): void;
}

/** What runs, as the action `instances` of a platform of containers answers it: one entry a task or pod. */
export interface Instance {
  image: string;
  /** Where the platform says so: what is deployed again starts anew, with the same image. */
  deployment?: string;
  /** Whether requests are sent to it. */
  ready: boolean;
}

/** One line of the request log. Neither headers nor bodies: they may hold credentials. */
export interface LoggedCall {
  at: string;
  method: string;
  path: string;
  /** The operation where the path does not name it, such as a header `x-amz-target`. */
  operation: string;
  status: number;
  write: boolean;
  changed: string | null;
}
