import { mkdtempSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RUN_PROGRAM } from '@/lib/run-program';
import { compiled } from './compile.mjs';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'repli-program-')));
  write('word.ts', "export const word: string = 'first';");
  write(
    'main.ts',
    "import { word } from './word';\nconsole.log(word, import.meta.dirname, process.argv.slice(2).join());",
  );
});
afterEach(async () => {
  const file = await fileOf('main.ts');
  for (const suffix of ['', '.map', '.json']) rmSync(`${file}${suffix}`);
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => path.join(folder, name);
const write = (name: string, text: string) => writeFileSync(at(name), text);
const fileOf = async (name: string) => fileURLToPath(await compiled(at(name)));
const madeAt = async () => statSync(await fileOf('main.ts')).ino;
const run = (...args: string[]) => execa(process.execPath, [RUN_PROGRAM, at('main.ts'), ...args], { reject: false });

describe('a program in TypeScript', () => {
  it('runs with its arguments, and knows where its source is', async () => {
    expect(await run('a', '--b')).toMatchObject({ exitCode: 0, stdout: `first ${folder} a,--b` });
  });

  it('is compiled once, and again when one of its sources changed', async () => {
    const first = await madeAt();
    expect(await madeAt()).toBe(first);
    write('word.ts', "export const word: string = 'second';");
    expect((await run()).stdout).toContain('second');
    expect(await madeAt()).not.toBe(first);
  });

  it('is compiled again where a source has another time only, as after a checkout', async () => {
    const first = await madeAt();
    utimesSync(at('word.ts'), 1, 1);
    expect(await madeAt()).not.toBe(first);
  });

  it('is compiled again where a source was saved after the compiler began, whichever of the two it read', async () => {
    const later = Date.now() / 1_000 + 60;
    utimesSync(at('word.ts'), later, later);
    const first = await madeAt();
    expect(await madeAt()).not.toBe(first);
  });

  it('may be asked for by several at once', async () => {
    const outputs = await Promise.all([run('1'), run('2'), run('3')]);
    expect(outputs.map(({ stdout }) => stdout.at(-1))).toEqual(['1', '2', '3']);
  });

  it('that cannot be compiled says where', async () => {
    write('main.ts', "import { word } from './word';\nconst = word;");
    await expect(compiled(at('main.ts'))).rejects.toThrow(/main\.ts:2:6: ERROR/);
    write('main.ts', '');
  });

  it('that throws names the line of its source', async () => {
    write('main.ts', "\nthrow new Error('on purpose');");
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/main\.ts:2/);
  });
});
