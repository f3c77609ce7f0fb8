import { expect, it } from 'vitest';
import { conformanceList } from './conformance-list';

const test = (part: string, title: string, status: string) => ({
  ancestorTitles: [part],
  fullName: `${part} ${title}`,
  status,
});

it('names what ran, and each test that was left out with its reason', () => {
  const assertionResults = [
    test('Docker', 'starts', 'passed'),
    test('Docker', 'stops', 'failed'),
    test('Docker', 'limits', 'skipped'),
    test('Kubernetes', 'is there', 'skipped'),
  ];
  expect(conformanceList({ testResults: [{ assertionResults }] }, new Map([['Docker limits', 'It cannot.']]))).toEqual([
    'ran: Docker (1 passed, 1 failed)',
    'left out: Docker limits. It cannot.',
    'left out: Kubernetes is there. No reason given.',
  ]);
});

it('says so when there is no report', () => {
  expect(conformanceList(null, new Map())).toEqual(['nothing ran: the tests ended without a report']);
});
