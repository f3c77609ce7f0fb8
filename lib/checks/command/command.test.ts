import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { askWith } from '../testing';
import { command } from '.';

const cwd = mkdtempSync(path.join(tmpdir(), 'repli-command-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const CANARY = 'canary-7f3a9c51e2';
const KEY = `-----BEGIN KEY-----\n${'abcdefgh'.repeat(4)}\n-----END KEY-----`;
const ask = askWith({ 'env:SHOP_TOKEN': CANARY, 'file:/key': KEY });
/** A program written in place, run by this very Node. */
const node = (source: string, more: object = {}) => ({ argv: [process.execPath, '-e', source], cwd, ...more });

describe('command: what a program says', () => {
  it('passes on the expected exit code and shows the last lines of both outputs', async () => {
    const result = await ask(command, node('console.log("3 tests"); console.error("3 passed")'));
    expect(result.verdict).toBe('pass');
    expect(result.observed).toMatch(/^exit 0 in \d+\.\d s: (3 tests \/ 3 passed|3 passed \/ 3 tests)$/);
  });

  it('fails on another exit code, and takes any of a list', async () => {
    const source = 'console.log("1 failed: checkout"); process.exitCode = 3';
    expect(await ask(command, node(source))).toMatchObject({
      verdict: 'fail',
      observed: expect.stringMatching(/^exit 3 in .* s: 1 failed: checkout$/),
    });
    expect(await ask(command, node(source, { exitCode: [0, 3] }))).toMatchObject({ verdict: 'pass' });
  });

  it('looks for a pattern, line by line', async () => {
    const source = 'console.log("first\\n12 passed\\nlast")';
    expect(await ask(command, node(source, { pattern: '^\\d+ passed$' }))).toMatchObject({ verdict: 'pass' });
    expect(await ask(command, node(source, { pattern: '^0 passed$' }))).toMatchObject({
      verdict: 'fail',
      observed: expect.stringContaining('pattern not found'),
    });
  });

  it('keeps the end of an output without end, in one line of 200 characters', async () => {
    const source = 'for (let i = 0; i < 20000; i++) console.log("line " + i)';
    const { observed } = await ask(command, node(source));
    expect(observed).toMatch(/line 19998 \/ line 19999$/);
    expect(observed.length).toBeLessThanOrEqual(200);
  });

  it('gives it no more of the environment than is named', async () => {
    process.env.REPLI_TEST_UNNAMED = 'worker only';
    const source = 'console.log(Object.keys(process.env).filter((n) => !/^(PATH|HOME|LANG|TMPDIR)$/.test(n)).join())';
    const { observed } = await ask(command, node(source, { env: { MODE: 'smoke', SHOP_TOKEN: 'env:SHOP_TOKEN' } }));
    delete process.env.REPLI_TEST_UNNAMED;
    expect(observed).toMatch(/: MODE,SHOP_TOKEN$/);
  });
});

describe('command: a program that does not end', () => {
  it('fails, and ends all that it started', async () => {
    const mark = path.join(cwd, 'survived');
    const child = `setTimeout(() => require("fs").writeFileSync(${JSON.stringify(mark)}, ""), 1500)`;
    const source = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); console.log("waiting"); setInterval(() => {}, 1000)`;
    const result = await ask(command, node(source, { timeoutMs: 700 }));
    expect(result).toMatchObject({ verdict: 'fail', observed: expect.stringMatching(/^not done in .* s/) });
    await sleep(1_500);
    expect(existsSync(mark)).toBe(false);
  });

  it('is an error when the caller interrupts it', async () => {
    const controller = new AbortController();
    const asking = ask(command, node('setInterval(() => {}, 1000)'), { signal: controller.signal });
    setTimeout(() => controller.abort(), 200);
    expect(await asking).toMatchObject({ verdict: 'error', observed: expect.stringContaining('interrupted') });
  });

  it('fails when a signal ends it', async () => {
    expect(await ask(command, node('process.kill(process.pid, "SIGKILL")'))).toMatchObject({
      verdict: 'fail',
      observed: expect.stringMatching(/^ended by SIGKILL/),
    });
  });
});

describe('command: what cannot be asked', () => {
  it('is an error when the program or the folder is not there', async () => {
    const missing = { verdict: 'error', observed: expect.stringContaining('is not there') };
    expect(await ask(command, { argv: ['repli-no-such-program'], cwd })).toMatchObject(missing);
    expect(await ask(command, node('', { cwd: path.join(cwd, 'missing') }))).toMatchObject(missing);
  });

  it('is an error when a reference has no value', async () => {
    expect(await ask(command, node('', { env: { A: 'env:MISSING' } }))).toMatchObject({
      verdict: 'error',
      observed: 'env:MISSING has no value: set it where the worker runs',
    });
  });
});

describe('command: secrets', () => {
  it('reach the program and nothing that is told', async () => {
    const env = { SHOP_TOKEN: 'Bearer env:SHOP_TOKEN', KEY: 'file:/key' };
    const source =
      'const { SHOP_TOKEN, KEY } = process.env; console.log("x".repeat(60) + SHOP_TOKEN); console.log(KEY.split("\\n")[1]); console.log(Buffer.from(SHOP_TOKEN.slice(7)).toString("base64"), KEY.length)';
    const config = command.config.parse(node(source, { env }));
    const { observed } = await ask(command, config);
    expect(observed).toContain(`••• ${KEY.length}`);
    const told = [observed, command.command(config), command.expected(config)].join(' ');
    for (const secret of [CANARY, CANARY.slice(0, 8), 'abcdefgh', Buffer.from(CANARY).toString('base64')])
      expect(told).not.toContain(secret);
  });
});

describe('command: settings', () => {
  it.each([
    ['no program', { argv: [], cwd }],
    ['a folder that is not absolute', { argv: ['true'], cwd: 'tests' }],
    ['a reference among the arguments', { argv: ['true', '--token', 'env:TOKEN'], cwd }],
    ['a variable that no shell could set', { argv: ['true'], cwd, env: { 'A-B': 'x' } }],
    ['a pattern that is no regular expression', { argv: ['true'], cwd, pattern: '(' }],
    ['an unknown key', { argv: ['true'], cwd, shell: true }],
  ])('refuse %s', (_name, config) => {
    expect(command.config.safeParse(config).success).toBe(false);
  });

  it('say the same by hand', () => {
    const config = command.config.parse({
      argv: ['npm', 'run', 'smoke', '--', "--grep=it's"],
      cwd: '/srv/smoke tests',
      env: { MODE: 'fast one', SHOP_TOKEN: 'env:SHOP_TOKEN' },
      pattern: 'passed',
    });
    expect(command.command(config)).toBe(
      `cd '/srv/smoke tests' && MODE='fast one' SHOP_TOKEN="$SHOP_TOKEN" npm run smoke -- '--grep=it'\\''s'`,
    );
    expect(command.expected(config)).toBe('exit 0 · /passed/ · ≤ 60 s');
  });
});
