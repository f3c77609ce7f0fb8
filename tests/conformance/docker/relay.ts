import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { Fault } from '../../contract/fixture';
import type { Certificates } from './certificates';

export interface Relay {
  port: number;
  fault(fault: Fault | null): Promise<void>;
  /** Carries requests out up to the first one of this kind, and holds its reply and all that follows. */
  holdAfter(request: RegExp): Promise<void>;
  whenHeld(): Promise<void>;
  /** The first line of each request that went over it. */
  requests: string[];
  close(): Promise<void>;
}

const ANY_WRITE = /^(?!GET |HEAD )/;
const REQUEST_LINE = /^([A-Z]+) (\/\S*) HTTP\/1\.1\r$/gm;

/**
 * The wire to a real Docker host, with TLS on both sides as `dockerd --tlsverify` has it: it can be cut, held and made
 * to trust another authority, which the daemon itself cannot be told. Everything else passes unchanged.
 */
export async function startRelay({ ca, server: own, strangerOptions }: Certificates): Promise<Relay> {
  let fault: Fault | null = null;
  let kind = ANY_WRITE;
  let stranger: ChildProcess | null = null;
  const open = new Set<Duplex>();
  const requests: string[] = [];
  let held = () => {};
  let whenHeld = Promise.resolve();
  const hold = (client: Duplex) => {
    open.add(client);
    held();
  };
  const server = tls.createServer({ ...own, ca, requestCert: true, rejectUnauthorized: true }, (client) => {
    open.add(client);
    client.on('error', () => undefined).on('close', () => open.delete(client));
    if (fault === 'slow') return hold(client);
    const daemon = dial();
    daemon.on('error', () => client.destroy());
    let isHeld = false;
    client.on('data', (chunk: Buffer) => {
      for (const [, method = '', target = ''] of chunk.toString('latin1').matchAll(REQUEST_LINE)) {
        requests.push(`${method} ${target}`);
        isHeld ||= fault === 'lost_reply' && kind.test(`${method} ${target}`);
      }
      daemon.write(chunk);
    });
    client.on('close', () => daemon.destroy());
    daemon.on('data', (chunk: Buffer) => (isHeld ? hold(client) : client.write(chunk)));
    daemon.on('end', () => client.end());
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const each of open) each.destroy();
    await closed;
  };
  const setFault: Relay['fault'] = async (next) => {
    if (stranger) await end(stranger);
    stranger = null;
    if (!server.listening) {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    }
    fault = next;
    whenHeld = new Promise((resolve) => {
      held = resolve;
    });
    if (fault === 'unavailable' || fault === 'auth_refused') await stop();
    if (fault === 'auth_refused') stranger = await refuseAll(port, strangerOptions);
    if (fault === null) for (const each of open) each.destroy();
  };
  return {
    port,
    requests,
    fault(next) {
      kind = ANY_WRITE;
      return setFault(next);
    },
    holdAfter(request) {
      kind = request;
      return setFault('lost_reply');
    },
    whenHeld: () => whenHeld,
    async close() {
      if (stranger) await end(stranger);
      if (server.listening) await stop();
    },
  };
}

/** Node ends such a connection without a word; OpenSSL sends the alert that a daemon sends. */
async function refuseAll(port: number, options: string[]): Promise<ChildProcess> {
  const args = ['s_server', '-accept', `127.0.0.1:${port}`, '-Verify', '1', '-verify_return_error', ...options];
  const child = spawn('openssl', args, { stdio: ['pipe', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** A connection to whatever DOCKER_HOST names: a socket at once, all else by docker's own relay. */
function dial(): Duplex {
  const socket = /^unix:\/\/(.+)$/.exec(process.env.DOCKER_HOST ?? '')?.[1];
  if (socket !== undefined) return net.connect(socket);
  const child = spawn('docker', ['system', 'dial-stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const pipe = Duplex.from({ writable: child.stdin, readable: child.stdout });
  return pipe.on('close', () => child.kill());
}
