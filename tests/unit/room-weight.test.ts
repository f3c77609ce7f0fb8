import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const ROOM = path.join(root, 'components/incident/room.tsx');

/** Imports of values, dynamic ones too; types cost a browser nothing. */
const STATIC = /^(?:import|export)\s+(?!type\b)([^;]*?)\sfrom\s+'([^']+)'/gm;
const DYNAMIC = /\bimport\('([^']+)'\)/g;
const TYPES_ONLY = /^\{(\s*type\s+\w+\s*,?)+\s*\}$/;

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  if (source.startsWith("'use server'")) return [];
  const named = [...source.matchAll(STATIC)]
    .filter(([, what = '']) => !TYPES_ONLY.test(what))
    .map(([, , from]) => from);
  return [...named, ...[...source.matchAll(DYNAMIC)].map(([, from]) => from)].filter((from) => from !== undefined);
}

/** The file of ours that an import means; undefined for a package. */
function fileOf(importer: string, name: string): string | undefined {
  const base = name.startsWith('@/') ? path.join(root, name.slice(2)) : path.resolve(path.dirname(importer), name);
  if (!/^(@\/|\.)/.test(name)) return undefined;
  return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find((file) => existsSync(file));
}

it('sends no schema library to whoever opens a room: it weighs a sixth of the page', () => {
  const seen = new Set([ROOM]);
  const withZod: string[] = [];
  for (const file of seen) {
    const names = importsOf(file);
    if (names.includes('zod')) withZod.push(path.relative(root, file));
    for (const name of names) {
      const next = fileOf(file, name);
      if (next) seen.add(next);
    }
  }
  expect(withZod).toEqual([]);
  expect(seen.size).toBeGreaterThan(100);
});
