import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@/lib/domain/facts';
import { CHECKLISTS, CLASSES, SYMPTOMS } from '@/lib/domain/words';
import words from '@/lib/i18n/messages/en/words.json';
import { hasTest, testTitles } from '../setup/test-titles';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MINUTE_MS = 60_000;

interface Row {
  id: string;
  cells: string[];
  places: string[];
  tests: { file: string; name: string }[];
}

const quoted = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);

function readRows(): Row[] {
  const lines = readFileSync(path.join(ROOT, 'docs/procedures.md'), 'utf8').split('\n');
  return lines
    .filter((line) => /^\| [A-Z]\d+ \|/.test(line))
    .map((line) => {
      const cells = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      const [id = '', , place, shown = ''] = cells;
      const tests = quoted(shown).map((text) => {
        const [file = '', name = ''] = text.split(' › ');
        return { file, name };
      });
      return { id, cells, places: quoted(place), tests };
    });
}

const rows = readRows();

/** The rows that have a fault, with it: one failure then shows all of them. */
const faults = (faultsOf: (row: Row) => string[]) =>
  rows.flatMap((row) => faultsOf(row).map((fault) => `${row.id}: ${fault}`));

describe('docs/procedures.md', () => {
  it('has four filled cells in each row, and each row once', () => {
    expect(rows.length).toBeGreaterThan(0);
    expect(faults(({ cells }) => (cells.length === 4 && cells.every(Boolean) ? [] : ['cells']))).toEqual([]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('names a test in each row', () => {
    expect(faults(({ tests }) => (tests.length > 0 ? [] : ['no test']))).toEqual([]);
  });

  it('names no test that is gone, and no file', () => {
    const gone = ({ tests }: Row) => tests.filter(({ file, name }) => !hasTest(ROOT, file, name));
    expect(faults((row) => gone(row).map(({ file, name }) => `${file} › ${name}`))).toEqual([]);
  });

  it('names no place of the product that is gone', () => {
    const isThere = (place: string) => /^(app|components|lib)\//.test(place) && existsSync(path.join(ROOT, place));
    expect(faults(({ places }) => places.filter((place) => !isThere(place)))).toEqual([]);
  });
});

describe('testTitles', () => {
  it('finds plain titles, titles of tables and those of chained calls, and no others', () => {
    const source = `
      describe('a group', () => {
        it('is plain', () => {});
        test("it's quoted", async () => expect(find('not a title', 1)).toBe(1));
        it.each([['x', 1]])('has %s', () => {});
        test.each<[string, number]>([
          ['y', 2],
        ])(\`has $name\`, () => {});
        it.skip('shows nothing', () => {});
        test.concurrent('is chained', () => {});
      });`;
    expect([...testTitles(source)]).toEqual(['is plain', "it's quoted", 'has %s', 'has $name', 'is chained']);
  });
});

describe('what the procedures fix', () => {
  it('gives each class the deadline and the risk of the procedure', () => {
    const { classDeadlineMs } = DEFAULT_SETTINGS;
    expect(CLASSES.map((name) => [name, classDeadlineMs[name] / MINUTE_MS, words.classRisk[name]])).toEqual([
      ['urgent', 15, 'High risk'],
      ['planned', 60, 'Medium risk'],
      ['preventive', 240, 'Low risk'],
    ]);
  });

  it('gives each phase the budget of the procedure', () => {
    const minutes = Object.entries(DEFAULT_SETTINGS.phaseBudgetMs).map(([phase, ms]) => [phase, ms / MINUTE_MS]);
    expect(minutes).toEqual([
      ['evaluation', 2],
      ['communication', 1],
      ['execution', 5],
      ['verification', 5],
    ]);
  });

  it('offers the trigger conditions as symptoms', () => {
    expect(SYMPTOMS.map((symptom) => words.symptom[symptom])).toEqual([
      'Does not start',
      'Database connection errors',
      'Users cannot sign in',
      'Data damaged or lost',
      'Critical feature broken',
      'Abnormal metrics',
    ]);
  });

  it('has the checklists of the procedure, in its order', () => {
    const said = (items: readonly (keyof typeof words.checklist)[]) => items.map((item) => words.checklist[item]);
    expect(said(CHECKLISTS.pre)).toEqual([
      'Data is backed up, if it must be',
      'The team is informed',
      'Deployment credentials are at hand',
      'Monitoring is ready',
      'Outside communication is planned, if users are affected',
    ]);
    expect(said(CHECKLISTS.post)).toEqual([
      'The service is stable',
      'Metrics are normal',
      'The end message is sent',
      'The incident is documented',
      'The post-mortem is planned',
      'An issue for the fix exists',
    ]);
  });
});
