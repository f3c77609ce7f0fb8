import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The call of a test up to its title: `it('…'`, `test.each([…])('…'`, `it.each<…>(…)(`…``. A skipped test shows nothing.
 * Titles of tables (`%s`, `$name`) count as they are written. `promise(` is a test of the suite that every provider keeps.
 */
const TITLE =
  /(?:\b(?:it|test|promise)(?:\.(?!skip|todo|fixme)\w+)*|\))\s*\(\s*(['"`])((?:\\[\s\S]|(?!\1)[\s\S])*)\1\s*,/g;

/** The titles of all tests in a source text. */
export function testTitles(source: string): Set<string> {
  return new Set([...source.matchAll(TITLE)].map(([, , title = '']) => title.replace(/\\(.)/g, '$1')));
}

/** Whether the test file is there and holds a test of exactly this name. */
export function hasTest(root: string, file: string, name: string): boolean {
  const full = path.join(root, file);
  return (
    name !== '' &&
    /\.(test|spec)\.tsx?$|^tests\/contract\/suite\//.test(file) &&
    existsSync(full) &&
    testTitles(readFileSync(full, 'utf8')).has(name)
  );
}
