import { describe, expect, it } from 'vitest';
import { ProviderError } from '../error';
import { migrationCommandsConfig } from './config';
import { commandFailure, lastLines } from './failure';
import { appliedIn, digestOf } from './status';
import { appliedOf, type WayWrite } from './write';

const refusalOf = (work: () => unknown): ProviderError => {
  try {
    work();
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  throw new Error('it was read');
};

describe('what a status says', () => {
  it('is a JSON list, whatever the package manager prints before it', () => {
    const text = '\n> shop@1.0.0 migrate:status\n> node status.js\n\n["1_a","2_b"]\n';
    expect(appliedIn(text, { kind: 'json' })).toEqual(['1_a', '2_b']);
    expect(appliedIn('{"result":{"applied":["1_a"]}}', { kind: 'json', path: 'result.applied' })).toEqual(['1_a']);
  });

  it('is what a pattern finds, as Rails and Knex print it', () => {
    const rails =
      ' Status   Migration ID    Migration Name\n   up     20260101  Items\n   up     20260102  Orders\n  down    20260103  Gifts\n';
    expect(appliedIn(rails, { kind: 'pattern', pattern: '^\\s*up\\s+(\\d+)', order: 'newest-last' })).toEqual([
      '20260101',
      '20260102',
    ]);
    const log = 'c.js applied\nb.js applied\n';
    expect(appliedIn(log, { kind: 'pattern', pattern: '^\\S+\\.js', order: 'newest-first' })).toEqual(['b.js', 'c.js']);
  });

  it('is nothing to a reader where it is shown as it is', () => {
    expect(appliedIn('anything', { kind: 'raw' })).toBeNull();
  });

  it.each([
    ['no JSON', 'all is well', 'is no JSON'],
    ['another shape', '{"applied":3}', 'holds no list of names'],
    ['a name twice', '["a","b","a"]', 'names a twice'],
    ['a name that a tool would take for an option', '["a","--all"]', '--all'],
    ['an empty name', '["a",""]', 'no command could be given'],
  ])('is refused when it holds %s', (_what, text, why) => {
    expect(refusalOf(() => appliedIn(text, { kind: 'json' }))).toMatchObject({
      code: 'failed',
      message: expect.stringContaining(why),
    });
  });

  it('is refused when its pattern backtracks without end', () => {
    const read = { kind: 'pattern', pattern: '^(a+)+$', order: 'newest-last' } as const;
    expect(refusalOf(() => appliedIn(`${'a'.repeat(40)}!`, read)).message).toContain('cannot be read in time');
  });
});

describe('the way of a plan', () => {
  const base = ['1', '2'];
  const write: WayWrite = { mode: 'down', baseCount: 2, base: digestOf(base), names: ['3', '4'], from: '4', to: '2' };
  it.each([
    [['1', '2', '3', '4'], 2],
    [['1', '2', '3'], 1],
    [['1', '2'], 0],
    [['1'], null],
    [['1', '2', '4'], null],
    [['1', '2', '3', '4', '5'], null],
    [['0', '2', '3'], null],
    [[], null],
  ])('with %j applied stands at %j', (applied, at) => expect(appliedOf(applied, write)).toBe(at));
});

describe('a command that fails', () => {
  it.each([
    ['error: password authentication failed for user "shop"', 'auth', false],
    ['53300 sorry, too many clients already', 'rate_limited', true],
    ['Error: connect ECONNREFUSED 127.0.0.1:5432', 'unavailable', true],
    ['psql: FATAL: the database system is starting up', 'unavailable', true],
    ['error: column "gift" does not exist', 'failed', false],
  ])('with “%s” is %s', (output, code, retryable) => {
    const error = commandFailure('npm run migrate:down', 1, output);
    expect([error.code, error.retryable]).toEqual([code, retryable]);
    expect(error.message).toContain('exit code 1');
    expect(error.message).toContain(output);
  });

  it('is quoted by its last lines alone', () => {
    const output = Array.from({ length: 500 }, (_, n) => `line ${n}`).join('\n');
    expect(lastLines(`${output}\n\n`)).toBe('line 497 / line 498 / line 499');
    expect(lastLines('x'.repeat(5_000)).length).toBe(300);
  });
});

describe('the settings', () => {
  const settings = {
    directory: '/srv/shop',
    status: { command: ['npm', 'run', 'migrate:status'], read: { kind: 'raw' } },
    down: ['npm', 'run', 'migrate:down'],
  };
  const accepts = (more: object) => migrationCommandsConfig.safeParse({ ...settings, ...more }).success;
  it('take the commands that people run', () => expect(accepts({})).toBe(true));
  it('want a status that is read where a command names a migration', () => {
    expect(accepts({ down: ['rails', 'db:migrate:down', 'VERSION={migration}'] })).toBe(false);
    const status = { command: ['rails', 'db:migrate:status'], read: { kind: 'pattern', pattern: 'up (\\d+)' } };
    expect(accepts({ status, down: ['rails', 'db:migrate:down', 'VERSION={migration}'] })).toBe(true);
  });
  it('refuse a secret among the arguments, and a folder that is not absolute', () => {
    expect(accepts({ down: ['tool', '--url', 'env:DATABASE_URL'] })).toBe(false);
    expect(accepts({ directory: 'shop' })).toBe(false);
  });
});
