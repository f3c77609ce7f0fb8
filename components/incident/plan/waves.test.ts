import { describe, expect, it } from 'vitest';
import { wavesOfPlan } from './waves';

describe('wavesOfPlan', () => {
  it('keeps the order and puts one wave together', () =>
    expect(wavesOfPlan([{ wave: 0 }, { wave: 1 }, { wave: 1 }]).map((wave) => wave.length)).toEqual([1, 2]));
  it('lets steps without a wave go one after the other', () => expect(wavesOfPlan([{}, {}]).length).toBe(2));
});
