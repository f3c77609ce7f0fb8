import { describe, expect, it } from 'vitest';
import { git } from '.';
import { gitConfig } from './config';

const remote = 'https://git.example.org/shop.git';

describe('configuration', () => {
  it('has defaults for all but the remote', () => {
    expect(gitConfig.parse({ remote })).toEqual({
      remote,
      branch: 'main',
      unshared: false,
      mainline: 1,
      author: { name: 'Repli', email: 'repli@localhost' },
      timeoutSeconds: 60,
    });
  });

  it.each([
    remote,
    'ssh://git@git.example.org:2222/shop.git',
    'git@github.com:owner/shop.git',
    'file:///srv/shop.git',
    'http://127.0.0.1:3000/shop.git',
  ])('takes %s', (address) => expect(gitConfig.safeParse({ remote: address }).success).toBe(true));

  it.each([
    'https://user:password@git.example.org/shop.git',
    'https://token@git.example.org/shop.git',
    'ssh://git:password@git.example.org/shop.git',
    'http://git.example.org/shop.git',
    'https://git.example.org/shop.git?token=x',
    'ext::sh -c "touch x"',
    'file://elsewhere/shop.git',
    'ssh://-oProxyCommand=x/shop.git',
    '--upload-pack=x',
    '/srv/shop.git',
    'git://git.example.org/shop.git',
    'https://git.example.org/a b.git',
  ])('refuses %s', (address) => expect(gitConfig.safeParse({ remote: address }).success).toBe(false));

  it.each(['main', 'release/1.4', 'user.name/x_y-z'])('takes branch %s', (branch) =>
    expect(gitConfig.safeParse({ remote, branch }).success).toBe(true),
  );

  it.each(['-x', 'a..b', 'a b', 'x.lock', '/x', 'x/', 'a//b', 'a~1', 'a:b', '@{u}', 'a\\b', '', '.x', 'a*'])(
    'refuses branch %j',
    (branch) => expect(gitConfig.safeParse({ remote, branch }).success).toBe(false),
  );

  it('refuses a secret in the place of a reference', () => {
    const credentials = { kind: 'token', reference: 'ghp_abcdef' };
    expect(gitConfig.safeParse({ remote, credentials }).success).toBe(false);
  });

  it.each([
    'https://Git.example.org/owner/shop.git',
    'https://git.example.org:443/owner/shop',
    'ssh://git@git.example.org/owner/shop.git/',
    'git@git.example.org:owner/shop.git',
    'ssh://git@git.example.org:22//owner/shop',
  ])('knows one repository by one key: %s', (address) => {
    expect(git.resourceKey(gitConfig.parse({ remote: address }))).toBe('git.example.org/owner/shop#main');
  });

  it('keeps other branches, ports and directories apart', () => {
    const keys = [
      { remote },
      { remote, branch: 'next' },
      { remote: 'https://git.example.org:8443/shop.git' },
      { remote: 'file:///srv/shop.git' },
    ].map((config) => git.resourceKey(gitConfig.parse(config)));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
