import { z } from 'zod';
import { UnaskableError } from '../answer';
import { type QueryReply, readReply, refusedQuery } from '../query-api';

/** A moment in nanoseconds and a line; newer versions add structured metadata. */
const entry = z.tuple([z.string().regex(/^\d+$/), z.string()]).rest(z.unknown());

/** grafana.com/docs/loki/latest/reference/loki-http-api, "Query logs within a range of time" and "List series". */
const linesSchema = z.object({
  status: z.literal('success'),
  data: z.object({ resultType: z.string(), result: z.array(z.object({ values: z.array(entry).optional() })) }),
});
const seriesSchema = z.object({ status: z.literal('success'), data: z.array(z.unknown()).nullish() });

/** The lines of all streams, newest first. Throws UnaskableError for a refusal, which Loki words as plain text. */
export function readLines(reply: QueryReply): string[] {
  if (reply.status !== 200) throw refusedQuery(reply, reply.body);
  const { data } = readReply(linesSchema, reply);
  if (data.resultType !== 'streams')
    throw new UnaskableError('the query gives numbers: leave the counting out, atMost counts its lines');
  return data.result
    .flatMap(({ values = [] }) => values.map(([at, line]) => ({ at: BigInt(at), line })))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ line }) => line);
}

/** How many streams there are. */
export function readStreamCount(reply: QueryReply): number {
  if (reply.status !== 200) throw refusedQuery(reply, reply.body);
  return readReply(seriesSchema, reply).data?.length ?? 0;
}
