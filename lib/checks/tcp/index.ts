import type { Socket } from 'node:net';
import { z } from 'zod';
import { guardedConnect } from '@/lib/net/guarded-socket';
import { findPattern, pattern } from '@/lib/net/pattern';
import { quote } from '@/lib/net/shell';
import { type Asking, answer, UnaskableError } from '../answer';
import { type CheckResult, defineCheck } from '../contract';
import { timeoutMs } from '../fields';
import { oneLine } from '../text';

/** A server that greets does so in its first line. */
const BANNER_BYTES = 4 * 1024;
const SHOWN_BANNER = 120;

const tcpConfigSchema = z.strictObject({
  /** A name or an address; `[…]` is not written around IPv6. */
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[\w.:%-]+$/, { error: 'a host name or an address, without protocol or port' }),
  port: z.number().int().min(1).max(65_535),
  /** Source of a regular expression (flags m and u), looked for in the first 4 KiB that the server says by itself. */
  banner: pattern.optional(),
  timeoutMs,
});
type TcpConfig = z.output<typeof tcpConfigSchema>;

/**
 * Opens a connection and, where a banner is expected, listens for it. `fail`: refused, dropped, silent, another banner.
 * `error`: the name does not resolve, no route, an address that is never asked.
 */
export const tcp = defineCheck({
  id: 'tcp',
  label: 'TCP',
  config: tcpConfigSchema,
  manual: false,
  command: ({ host, port, banner, timeoutMs }) =>
    `nc ${banner === undefined ? '-vz ' : ''}-w ${Math.ceil(timeoutMs / 1_000)} ${quote(host)} ${port}`,
  expected: ({ port, banner }) => (banner === undefined ? `:${port}` : `:${port} · /${banner}/`),
  ask: (config, context) => answer(context, { ...config, unreachable: 'fail' }, (asking) => ask(config, asking)),
});

async function ask({ host, port, banner }: TcpConfig, { signal }: Asking): Promise<Omit<CheckResult, 'latencyMs'>> {
  const startedAt = performance.now();
  const socket = await guardedConnect(host, port, signal);
  try {
    const connected = `connected in ${Math.round(performance.now() - startedAt)} ms`;
    if (banner === undefined) return { verdict: 'pass', observed: connected };
    const { found, said } = await listen(socket, banner, signal);
    const shown = said === '' ? 'it says nothing' : `it says ${oneLine(said, SHOWN_BANNER)}`;
    return { verdict: found ? 'pass' : 'fail', observed: `${connected}, ${shown}` };
  } finally {
    socket.destroy();
  }
}

/** Until the banner is there, enough was said, the server closed the connection, or the deadline. */
async function listen(socket: Socket, banner: string, signal: AbortSignal): Promise<{ found: boolean; said: string }> {
  let said = '';
  try {
    for await (const chunk of socket.setEncoding('latin1')) {
      said = (said + String(chunk)).slice(0, BANNER_BYTES);
      const outcome = findPattern(banner, said, { lines: true });
      if (outcome === 'too_slow') throw new UnaskableError('the pattern takes too long: simplify it');
      if (outcome === 'found') return { found: true, said };
      if (said.length === BANNER_BYTES) break;
    }
  } catch (error) {
    // What was said before the deadline tells more than the deadline.
    if (said === '' || !signal.aborted || error instanceof UnaskableError) throw error;
  }
  return { found: false, said };
}
