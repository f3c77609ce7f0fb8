import { z } from 'zod';
import type { Reply } from '../emulator/contract';
import { problem } from './reads';
import type { World } from './world';

const ABOUT_A_HUNDRED = 100;

const requestArgs = z.strictObject({
  path: z.string(),
  status: z.number(),
  messages: z.array(z.string()).default([]),
  agoSeconds: z.number().default(0),
});

/** What one request left in the logs. */
export interface LoggedRequest extends z.output<typeof requestArgs> {
  atMs: number;
}

export function logRequest(world: World, args: Record<string, unknown>): void {
  const request = requestArgs.parse(args);
  world.requests.push({ ...request, atMs: Date.now() - request.agoSeconds * 1_000 });
}

export const requestLogsQuery = z.strictObject({
  projectId: z.string(),
  ownerId: z.string(),
  teamId: z.string().optional(),
  slug: z.string().optional(),
  environment: z.enum(['production', 'preview']).optional(),
  startDate: z.coerce.number(),
  endDate: z.coerce.number(),
  page: z.coerce.number().int().min(0).default(0),
});

/**
 * GET /api/logs/request-logs of vercel.com, which the API reference leaves out: parameters and reply as the command
 * line's `logs` has them (vercel/vercel, packages/cli, util/logs-v2). Newest first, pages from 0.
 */
export function requestLogs(world: World, query: z.output<typeof requestLogsQuery>): Reply {
  if (query.projectId !== world.projectId) return problem(404, 'not_found', 'Project not found.');
  if (query.ownerId !== 'team_emulated') return problem(403, 'forbidden', 'Not authorized');
  const found = world.requests
    .filter(({ atMs }) => query.environment !== 'preview' && atMs >= query.startDate && atMs <= query.endDate)
    .reverse();
  const size = world.logsPerPage ?? ABOUT_A_HUNDRED;
  const rows = found.slice(query.page * size, (query.page + 1) * size).map(({ path, status, messages, atMs }) => ({
    requestId: `req-${atMs}`,
    timestamp: new Date(atMs).toISOString(),
    environment: 'production',
    requestMethod: 'GET',
    requestPath: path,
    statusCode: status,
    logs: messages.map((message) => ({ level: message.startsWith('Error') ? 'error' : 'info', message })),
  }));
  return { status: 200, body: { rows, hasMoreRows: found.length > (query.page + 1) * size } };
}
