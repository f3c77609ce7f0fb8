import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cli } from './cli';

export interface Certificates {
  /** Of both sides. */
  ca: string;
  server: { cert: string; key: string };
  client: { cert: string; key: string };
  /** How `openssl s_server` is told of the server, and of an authority that signed nobody. */
  strangerOptions: string[];
  remove(): void;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Of this run alone, for 127.0.0.1: what `dockerd --tlsverify` and its clients are given. */
export async function makeCertificates(): Promise<Certificates> {
  const dir = mkdtempSync(path.join(tmpdir(), 'repli-tls-'));
  const at = (name: string) => path.join(dir, name);
  const read = (name: string) => readFileSync(at(name), 'utf8').trim();
  const openssl = (...args: string[]) => cli('openssl', args);
  const authority = (name: string) =>
    openssl(
      'req',
      '-x509',
      ...NEW_KEY,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.pem`),
      '-subj',
      `/CN=${name}`,
    );
  const signed = async (name: string, usage: string) => {
    await openssl('req', ...NEW_KEY, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`), '-subj', `/CN=${name}`);
    writeFileSync(at(`${name}.ext`), `extendedKeyUsage=${usage}\nsubjectAltName=IP:127.0.0.1\n`);
    const by = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2'];
    await openssl(
      'x509',
      '-req',
      '-in',
      at(`${name}.csr`),
      ...by,
      '-extfile',
      at(`${name}.ext`),
      '-out',
      at(`${name}.pem`),
    );
    return { cert: read(`${name}.pem`), key: read(`${name}.key`) };
  };
  await authority('ca');
  await authority('stranger');
  return {
    ca: read('ca.pem'),
    server: await signed('server', 'serverAuth'),
    client: await signed('client', 'clientAuth'),
    strangerOptions: ['-cert', at('server.pem'), '-key', at('server.key'), '-CAfile', at('stranger.pem')],
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
