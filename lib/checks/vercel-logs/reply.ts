import { z } from 'zod';

/** Of a project: who owns its logs. */
export const projectReply = z.object({ id: z.string(), accountId: z.string() });

const text = z.union([z.string(), z.number()]).nullish();
const row = z.object({
  timestamp: z.union([z.string(), z.number()]),
  requestMethod: z.string().nullish(),
  requestPath: z.string().nullish(),
  statusCode: text,
  /** What functions wrote while they answered. */
  logs: z.array(z.object({ message: z.string().nullish() })).nullish(),
});
export const logsReply = z.object({ rows: z.array(row), hasMoreRows: z.boolean().nullish() });

/** Of one request: its own line, and those that functions wrote. */
export interface Written {
  atMs: number;
  lines: string[];
}

export function writtenIn({ timestamp, requestMethod, requestPath, statusCode, logs }: z.output<typeof row>): Written {
  const request = [requestMethod, requestPath, statusCode].filter((part) => part !== null && part !== undefined);
  const messages = (logs ?? []).flatMap(({ message }) => message?.split('\n') ?? []);
  return { atMs: new Date(timestamp).getTime(), lines: [...messages.reverse(), request.join(' ')].filter(Boolean) };
}
