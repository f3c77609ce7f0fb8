import { expect, it } from 'vitest';
import { blockersFirst } from './blockers-first';

it('leads with what would stop a rollback, and keeps the order otherwise', () => {
  expect(
    blockersFirst([
      { group: 'components', level: 'warn' },
      { group: 'credentials', level: 'fail' },
      { group: 'verification', level: 'fail' },
    ]),
  ).toEqual(['verification', 'credentials', 'components', 'people', 'practice']);
});
