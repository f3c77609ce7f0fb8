import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { dockerExports, withDockerEnvironment } from './docker';

const LOGINS = JSON.stringify({ auths: { 'registry.example': { auth: 'c2hvcDpjYW5hcnk=' } } });
const resolve = async (reference: string) => (reference === 'env:LOGINS' ? LOGINS : `${reference}, resolved`);

describe('logins of registries', () => {
  it('are a file of the one call, which nobody else can read, and gone after it', async () => {
    const dir = await withDockerEnvironment({ registryLogins: 'env:LOGINS' }, resolve, async (env) => {
      const show = 'cat "$DOCKER_CONFIG/config.json"; stat -c %a "$DOCKER_CONFIG/config.json"';
      const { stdout } = await promisify(execFile)('sh', ['-c', show], { env: { ...env, NODE_ENV: 'test' } });
      expect(stdout).toBe(`${LOGINS}\n600\n`);
      expect(env).not.toHaveProperty('DOCKER_CERT_PATH');
      return env.DOCKER_CONFIG ?? '';
    });
    expect(existsSync(dir)).toBe(false);
  });

  it('stand beside a client certificate', async () => {
    const tls = { ca: 'env:CA', cert: 'env:CERT', key: 'env:KEY' };
    await withDockerEnvironment(
      { host: 'tcp://docker:2376', tls, registryLogins: 'env:LOGINS' },
      resolve,
      async (env) => {
        const { stdout } = await promisify(execFile)('sh', ['-c', 'cd "$DOCKER_CERT_PATH" && ls && cat key.pem'], {
          env: { ...env, NODE_ENV: 'test' },
        });
        expect(stdout).toBe('ca.pem\ncert.pem\nconfig.json\nkey.pem\nenv:KEY, resolved\n');
      },
    );
  });

  it('are those of the account where none are named', async () => {
    await withDockerEnvironment({}, resolve, async (env) => expect(env.DOCKER_CONFIG).toBe(process.env.DOCKER_CONFIG));
  });

  it('can be written by hand from the same commands, and are in none of them', async () => {
    const script = [...dockerExports({ registryLogins: 'env:LOGINS' }), 'cat "$DOCKER_CONFIG/config.json"'].join('\n');
    expect(script).not.toContain('auths');
    const env = { PATH: process.env.PATH ?? '', NODE_ENV: 'test' as const, LOGINS };
    const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
    expect(stdout).toBe(`${LOGINS}\n`);
  });
});
