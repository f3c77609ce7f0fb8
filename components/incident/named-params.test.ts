import { expect, it } from 'vitest';
import { plan, step } from '@/tests/setup/domain/facts';
import { namedParams } from './named-params';

it('names what a plan holds, and leaves the rest as it is', () => {
  const onTable = plan({ steps: [step({ resourceKey: 'git:shop', componentName: 'web' })] });
  expect(namedParams({ number: 3, resource: 'git:shop' }, onTable)).toEqual({ number: 3, resource: 'web' });
  expect(namedParams({ number: 3, resource: 'git:other' }, onTable)).toEqual({ number: 3, resource: 'git:other' });
  expect(namedParams({ seconds: 4 }, null)).toEqual({ seconds: 4 });
});
