import { describe, expect, it } from 'vitest';
import { classify, isBrokenClone } from './classify';

/** As git 2.39 to 2.47 and OpenSSH 9 print them with LC_ALL=C. */
const SENTENCES: [string, string, boolean][] = [
  ["fatal: Authentication failed for 'https://git.example.org/shop.git/'", 'auth', false],
  ["fatal: could not read Username for 'https://git.example.org': terminal prompts disabled", 'auth', false],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 403", 'auth', false],
  [
    'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights',
    'auth',
    false,
  ],
  ['Host key verification failed.\nfatal: Could not read from remote repository.', 'auth', false],
  ["fatal: detected dubious ownership in repository at '/srv/shop.git'", 'auth', false],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 429", 'rate_limited', true],
  ["remote: Repository not found.\nfatal: repository 'https://x/' not found", 'not_found', false],
  ["fatal: '/srv/none.git' does not appear to be a git repository", 'not_found', false],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 503", 'unavailable', true],
  ["fatal: unable to access 'https://x/': Could not resolve host: x", 'unavailable', true],
  ["fatal: unable to access 'https://x/': Failed to connect to x port 443: Connection refused", 'unavailable', true],
  ['ssh: connect to host x port 22: Connection timed out', 'unavailable', true],
  ['kex_exchange_identification: Connection closed by remote host', 'unavailable', true],
  ['fatal: the remote end hung up unexpectedly', 'unavailable', true],
  ["fatal: unable to access 'https://x/': SSL certificate problem: self-signed certificate", 'failed', false],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 301", 'failed', false],
  ['error: file write error: No space left on device', 'failed', false],
  ['fatal: something new', 'failed', false],
];

describe('classify', () => {
  it.each(SENTENCES)('%s → %s', (stderr, code, retryable) => {
    const error = classify('fetch', 'git.example.org/shop', stderr);
    expect([error.code, error.retryable]).toEqual([code, retryable]);
    expect(error.message).toMatch(/^git fetch on git\.example\.org\/shop.*[:;] .+\.$/s);
  });

  it('quotes the last words of what it does not know', () => {
    expect(classify('fetch', 'x', 'one\nfatal: two\nhint: three\n').message).toContain('one / fatal: two');
  });

  it('knows a broken clone from a broken network', () => {
    expect(isBrokenClone('fatal: packfile ./objects/pack/pack-1.pack cannot be accessed')).toBe(true);
    expect(isBrokenClone('fatal: the remote end hung up unexpectedly')).toBe(false);
  });
});
