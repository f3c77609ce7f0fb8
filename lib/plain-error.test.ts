import pg from 'pg';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { plainError } from './plain-error';

function logged(error: unknown): string {
  const lines: string[] = [];
  pino({ serializers: { err: plainError } }, { write: (line) => void lines.push(line) }).error({ err: error });
  return lines.join('');
}

describe('an error in the log', () => {
  it('keeps what happened, its code and its causes', () => {
    const cause = new Error('the socket hung up');
    const line = logged(Object.assign(new Error('not saved', { cause }), { code: '57P01', retryable: true }));
    expect(JSON.parse(line).err).toMatchObject({ type: 'Error', code: '57P01', retryable: true });
    expect(line).toContain('not saved');
    expect(line).toContain('the socket hung up');
  });

  it('leaves the connection of a database driver out, with the password that it holds', () => {
    const client = new pg.Client({ connectionString: 'postgres://repli:canary-of-the-database@127.0.0.1:1/repli' });
    const line = logged(Object.assign(new Error('terminated'), { client, parameters: { url: client.host } }));
    expect(JSON.parse(line).err.message).toBe('terminated');
    expect(line).not.toContain('canary-of-the-database');
    expect(JSON.parse(line).err).not.toHaveProperty('client');
  });

  it('says what was thrown where that is no error', () => {
    expect(logged('a sentence')).toContain('a sentence');
    expect(logged(null)).toContain('"err":null');
  });

  it('keeps the words of a copy, such as the queue makes of an error, and leaves out the same', () => {
    const error = Object.assign(new Error('terminated'), {
      code: '57P01',
      client: { password: 'canary-of-the-queue' },
    });
    const line = logged({ ...error, message: error.message, queue: 'run.advance' });
    expect(JSON.parse(line).err).toEqual({ message: 'terminated', code: '57P01', queue: 'run.advance' });
  });
});
