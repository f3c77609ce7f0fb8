import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import type { Emulator } from '../../emulator/contract';
import type { Identity } from '../access';
import { AwsFault } from '../fault';
import { jsonWire } from '../json';
import type { Answer } from '../operation';

/** What the process that starts it says. */
export const logsOptions = z.object({
  region: z.string().default('eu-west-3'),
  accessKeyId: z.string().default('AKIAEMULATOR'),
  group: z.string().default('/shop/api'),
  /** Events that one page scans. The real ones scan by time and size, so that pages may be empty. */
  scannedPerPage: z.number().int().min(1).default(50),
});

interface World {
  group: string;
  scannedPerPage: number;
  events: { id: number; atMs: number; message: string }[];
}

/** CloudWatch Logs in miniature: one log group to which the lab writes and which checks search. */
export function logsEmulator(input: Record<string, unknown>): Emulator {
  const { region, accessKeyId, group, scannedPerPage } = logsOptions.parse(input);
  const identity: Identity = { accessKeyId, region };
  const world: World = { group, scannedPerPage, events: [] };
  const wire = jsonWire({
    sdk,
    service: 'logs',
    target: 'Logs_20140328',
    identity,
    operations: { FilterLogEvents: (request: sdk.FilterLogEventsRequest) => filter(world, request) },
    writes: new Set(),
  });
  return {
    ...wire,
    actions: {
      /** Adds lines; `atMs` is now unless told. */
      write(args) {
        const { messages, atMs } = z
          .object({ messages: z.array(z.string()), atMs: z.number().default(() => Date.now()) })
          .parse(args);
        for (const message of messages) world.events.push({ id: world.events.length, atMs, message });
      },
      expireCredentials() {
        identity.expired = true;
      },
    },
    everything: () => world,
  };
}

/** Times include both ends; the token goes on where the scan stopped (FilterLogEvents of the API reference). */
function filter(world: World, input: sdk.FilterLogEventsRequest): Answer {
  if (input.logGroupName !== world.group)
    throw new AwsFault('ResourceNotFoundException', 'The specified log group does not exist.');
  const matches = matcherOf(input.filterPattern ?? '');
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = 10_000, nextToken } = input;
  const from = nextToken === undefined ? 0 : Number(nextToken);
  const scanned = world.events.slice(from, from + world.scannedPerPage);
  const events = scanned
    .filter(({ atMs, message }) => atMs >= startTime && atMs <= endTime && matches(message))
    .slice(0, limit)
    .map(({ id, atMs, message }) => ({
      eventId: String(id).padStart(56, '0'),
      logStreamName: 'api/1',
      timestamp: atMs,
      ingestionTime: atMs,
      message,
    }));
  const last = events.length === limit ? Number(events.at(-1)?.eventId) + 1 : from + world.scannedPerPage;
  const more = last < world.events.length ? { nextToken: String(last) } : {};
  return { body: { events, searchedLogStreams: [], ...more } };
}

/** Terms as the user guide has them: all of `A "B C"`, any of `?A ?B`, none of `-A`; JSON patterns are not spoken. */
function matcherOf(pattern: string): (message: string) => boolean {
  if (/^\s*[{[]/.test(pattern)) throw new AwsFault('InvalidParameterException', 'Invalid filter pattern');
  const terms = [...pattern.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign, phrase, word]) => ({
    sign,
    text: phrase ?? word ?? '',
  }));
  const signed = (wanted: string) => terms.filter(({ sign }) => sign === wanted).map(({ text }) => text);
  const [all, any, none] = [signed(''), signed('?'), signed('-')];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    (any.length === 0 || any.some((text) => message.includes(text))) &&
    !none.some((text) => message.includes(text));
}
