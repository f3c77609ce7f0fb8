import { describe, expect, it } from 'vitest';
import { joinedPick, movedPick, type Pick, picksOf, wavesOf, withoutPick, withPick } from './picks';

const COMPONENTS = [
  { id: 'code', provider: 'git' },
  { id: 'web', provider: 'kubernetes' },
  { id: 'api', provider: 'ecs' },
];
/** "a+b c": a and b at the same time, then c. */
const told = (picks: readonly Pick[]): string =>
  wavesOf(picks)
    .map((wave) => wave.map(({ componentId }) => componentId).join('+'))
    .join(' ');
const picks = picksOf([['a', 'b'], ['c']]);

describe('picks', () => {
  it('hold the waves of a playbook', () => expect(told(picks)).toBe('a+b c'));

  it('put what starts deployments last', () => {
    const all = ['code', 'web', 'api'].reduce<Pick[]>((chosen, id) => withPick(chosen, id, COMPONENTS), []);
    expect(told(all)).toBe('web api code');
  });

  it('keep the other waves when one is taken out', () => {
    expect(told(withoutPick(picks, 0))).toBe('b c');
    expect(told(withoutPick(picks, 1))).toBe('a c');
    expect(told(withoutPick(picksOf([['a', 'b', 'c']]), 1))).toBe('a+c');
    expect(told(withoutPick(picksOf([['a'], ['b', 'c']]), 1))).toBe('a c');
  });

  it('change places, and stay where nothing is beside them', () => {
    expect(told(movedPick(picks, 2, -1))).toBe('a+c b');
    expect(told(movedPick(picks, 0, -1))).toBe('a+b c');
  });

  it('go at the same time or one after the other', () => {
    expect(told(joinedPick(picks, 2, true))).toBe('a+b+c');
    expect(told(joinedPick(picks, 1, false))).toBe('a b c');
  });
});
