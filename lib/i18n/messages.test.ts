import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { NAMESPACES } from './messages';

const folder = fileURLToPath(new URL('./messages/', import.meta.url));

type Tree = { [key: string]: string | Tree };
const read = (locale: string, namespace: string): Map<string, string> => {
  const flat = new Map<string, string>();
  const walk = (tree: Tree, path: string) => {
    for (const [key, value] of Object.entries(tree)) {
      const here = path ? `${path}.${key}` : key;
      if (typeof value === 'string') flat.set(here, value);
      else walk(value, here);
    }
  };
  walk(JSON.parse(readFileSync(`${folder}${locale}/${namespace}.json`, 'utf8')) as Tree, '');
  return flat;
};

/** Names of everything that a sentence is filled with, tags included. */
const paramsOf = (text: string): string[] => {
  const names = new Set<string>();
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.value);
      if (element.type === TYPE.tag) visit(element.children);
      if (element.type === TYPE.select || element.type === TYPE.plural)
        for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(parse(text));
  return [...names].sort();
};

/** Sentences that are rightly the same in both languages. */
const SAME = new Set(
  JSON.parse(readFileSync(fileURLToPath(new URL('./same-in-both.json', import.meta.url)), 'utf8')) as string[],
);

it.each(['en', 'fr'])('lists every file of %s', (locale) => {
  const files = readdirSync(`${folder}${locale}`).map((name) => name.replace(/\.json$/, ''));
  expect(files.sort()).toEqual([...NAMESPACES].sort());
});

describe.each(NAMESPACES)('%s', (namespace) => {
  const en = read('en', namespace);
  const fr = read('fr', namespace);

  it('has every key in French', () => expect([...fr.keys()].sort()).toEqual([...en.keys()].sort()));

  it('fills both languages with the same values', () => {
    for (const [key, text] of en)
      expect({ key, params: paramsOf(fr.get(key) ?? '') }).toEqual({ key, params: paramsOf(text) });
  });

  it('keeps the double punctuation of French on the line of its word', () => {
    const apart = [...fr].filter(([, text]) => /\S [?!;»]|\S :(?:[\s{"<*]|$)|« /u.test(text));
    expect(apart.map(([key]) => key)).toEqual([]);
  });

  it('is translated, except where the words are the same', () => {
    const same = [...en].filter(
      ([key, text]) => fr.get(key) === text && /\p{L}{2}/u.test(text.replace(/\{[^}]*\}/g, '')),
    );
    expect(same.map(([key]) => `${namespace}.${key}`).filter((key) => !SAME.has(key))).toEqual([]);
  });
});

it('allow-lists nothing that differs', () => {
  for (const full of SAME) {
    const [namespace = '', ...rest] = full.split('.');
    const key = rest.join('.');
    expect({ full, fr: read('fr', namespace).get(key) }).toEqual({ full, fr: read('en', namespace).get(key) });
  }
});
