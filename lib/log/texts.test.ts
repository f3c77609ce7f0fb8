import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REDACTED } from '@/lib/domain/event';
import { digestsIn, hideTexts, revealTexts } from './texts';

const data = {
  reason: 'it broke',
  class: 'urgent',
  plan: { steps: [{ warnings: [{ code: 'x', text: 'look out' }] }] },
};

test('takes free texts out at any depth, leaves the rest, and puts them back', () => {
  const hidden = hideTexts(data);
  expect(JSON.stringify(hidden.data)).not.toMatch(/broke|look out/);
  expect(JSON.stringify(hidden.data)).toContain('urgent');
  expect(digestsIn(hidden.data).sort()).toEqual(Object.keys(hidden.texts).sort());
  expect(revealTexts(hidden.data, hidden.texts)).toEqual(data);
});

test('shows that a text was redacted', () => {
  const { data: hidden, texts } = hideTexts({ text: 'secret' });
  const redacted = Object.fromEntries(Object.keys(texts).map((digest) => [digest, null]));
  expect(revealTexts(hidden, redacted)).toEqual({ text: REDACTED });
});

test('hides the same text under another digest each time', () => {
  const digests = [hideTexts({ text: 'yes' }), hideTexts({ text: 'yes' })].map(({ texts }) => Object.keys(texts)[0]);
  expect(digests[0]).not.toBe(digests[1]);
});

test('is not fooled by data that looks like a hidden text', () => {
  const lookalike = { text: { $text: 'no digest of ours' }, note: { $text: 'x', more: 1 } };
  const { data: hidden, texts } = hideTexts(lookalike);
  expect(revealTexts(hidden, texts)).toEqual(lookalike);
});

test('gives back any data unchanged', () => {
  const key = fc.constantFrom('text', 'reason', 'title', 'body', 'other', '$text');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(fc.string(), fc.integer(), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(key, tie('tree'))),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const { data: hidden, texts } = hideTexts(value);
      expect(revealTexts(hidden, texts)).toEqual(value);
    }),
  );
});
