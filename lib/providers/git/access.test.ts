import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureOf, type GitCase, gitCase, soon } from '@/tests/contract/fixtures/git-case';
import { shopHistory } from '@/tests/contract/fixtures/git-repository';

/**
 * Stands for ssh in the PATH: notes what git asks of it, the mode of the key and the options, then runs the wanted
 * command on this machine, as sshd would on the other one.
 */
const SSH = `#!/bin/sh
config=$2
cat "$config" > "$0.config"
key=$(sed -n 's/^ *IdentityFile "\\(.*\\)"/\\1/p' "$config")
if [ -n "$key" ]; then ls -l "$key" | cut -c1-10 > "$0.mode"; cat "$key" > "$0.key"; fi
echo "$@" > "$0.args"
for last; do :; done
exec sh -c "$last"
`;

let world: GitCase;
let ssh: string;
let remote: string;
beforeEach(() => {
  world = gitCase();
  shopHistory(world.repository);
  const bin = path.join(world.root, 'bin');
  mkdirSync(bin);
  ssh = path.join(bin, 'ssh');
  writeFileSync(ssh, SSH);
  chmodSync(ssh, 0o755);
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
  remote = `ssh://git@git.example.org${world.repository.dir}`;
});
afterEach(() => {
  vi.unstubAllEnvs();
  world.close();
});

describe('access by ssh', () => {
  it('uses a key of mode 0600 that is gone after the call, never asks and never takes another key', async () => {
    const file = path.join(world.root, 'secret');
    writeFileSync(file, 'the-key-line-one\nthe-key-line-two');
    const connection = world.connect({ remote, credentials: { kind: 'ssh-key', reference: `file:${file}` } });
    const plan = await connection.plan(
      (await connection.revisions({ limit: 5 }, soon())).revisions[3]?.id ?? '',
      soon(),
    );
    await connection.start(plan, 'run.step', soon());
    expect(readFileSync(`${ssh}.mode`, 'utf8')).toBe('-rw-------\n');
    expect(readFileSync(`${ssh}.key`, 'utf8')).toBe('the-key-line-one\nthe-key-line-two\n');
    const config = readFileSync(`${ssh}.config`, 'utf8');
    for (const option of ['BatchMode yes', 'IdentitiesOnly yes', 'StrictHostKeyChecking accept-new'])
      expect(config).toContain(option);
    const key = /IdentityFile "(.*)"/.exec(config)?.[1] ?? '';
    expect(() => readFileSync(key)).toThrow('ENOENT');
    expect(readFileSync(`${ssh}.args`, 'utf8')).not.toContain('the-key');
  });

  it('accepts only the pinned host keys where some are given', async () => {
    const file = path.join(world.root, 'secret');
    writeFileSync(file, 'the-key-line');
    const knownHosts = 'git.example.org ssh-ed25519 AAAA';
    await world
      .connect({ remote, credentials: { kind: 'ssh-key', reference: `file:${file}`, knownHosts } })
      .current(soon());
    const [first = ''] = readFileSync(`${ssh}.config`, 'utf8').match(/StrictHostKeyChecking .*/) ?? [];
    expect(first).toBe('StrictHostKeyChecking yes');
  });

  it('names the reference that is not there, before anything is called', async () => {
    const failure = await failureOf(
      world.connect({ remote, credentials: { kind: 'ssh-key', reference: 'env:NO_SUCH_KEY' } }).current(soon()),
    );
    expect([failure.code, failure.message]).toEqual(['auth', expect.stringContaining('env:NO_SUCH_KEY')]);
    expect(() => readFileSync(`${ssh}.args`)).toThrow('ENOENT');
  });
});

it('ignores the configuration and the environment of whoever runs the console', async () => {
  const evil = path.join(world.root, 'evil.gitconfig');
  writeFileSync(evil, '[core]\n\thooksPath = /nowhere\n[url "file:///nowhere"]\n\tinsteadOf = file://\n');
  vi.stubEnv('GIT_CONFIG_GLOBAL', evil);
  vi.stubEnv('GIT_DIR', '/nowhere');
  vi.stubEnv('GIT_TRACE', path.join(world.root, 'trace'));
  expect((await world.connect().current(soon())).id).toBe(world.repository.head());
  expect(() => readFileSync(path.join(world.root, 'trace'))).toThrow('ENOENT');
});
