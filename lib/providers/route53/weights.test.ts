import { describe, expect, it } from 'vitest';
import { route53Config } from './config';
import { choices, greenShare, idOf, isSameShare, sharesOf, standard } from './weights';

const config = route53Config.parse({ hostedZone: 'Z1', name: 'API.example.com' });
const ids = (now: { blue: number; green: number }, more: object = {}) =>
  choices({ ...config, ...more }, now).map((weights) => idOf(config, weights));

describe('weights', () => {
  it('count in proportion, and two zeros share equally', () => {
    expect(isSameShare({ blue: 1, green: 0 }, { blue: 255, green: 0 })).toBe(true);
    expect(isSameShare({ blue: 0, green: 0 }, { blue: 7, green: 7 })).toBe(true);
    expect(isSameShare({ blue: 1, green: 0 }, { blue: 0, green: 1 })).toBe(false);
    expect(greenShare({ blue: 0, green: 0 })).toBe(50);
  });

  it('can be chosen in steps, from all on green to all on blue', () => {
    expect(ids({ blue: 0, green: 100 }, { stepPercent: 25 })).toEqual([
      'blue=0,green=100',
      'blue=10,green=90',
      'blue=25,green=75',
      'blue=50,green=50',
      'blue=75,green=25',
      'blue=90,green=10',
      'blue=100,green=0',
    ]);
  });

  it('hold what is there now once, in its place, whatever its numbers', () => {
    expect(ids({ blue: 1, green: 1 }, { stepPercent: 50 })).toContain('blue=50,green=50');
    expect(ids({ blue: 1, green: 2 }, { stepPercent: 50 })).toEqual([
      'blue=0,green=100',
      'blue=10,green=90',
      'blue=1,green=2',
      'blue=50,green=50',
      'blue=90,green=10',
      'blue=100,green=0',
    ]);
    expect(standard({ blue: 0, green: 1 })).toEqual({ blue: 0, green: 100 });
  });

  it('are told as shares', () => {
    expect(sharesOf(config, { blue: 1, green: 0 })).toBe('100 % blue');
    expect(sharesOf(config, { blue: 0, green: 3 })).toBe('100 % green');
    expect(sharesOf(config, { blue: 1, green: 2 })).toBe('33.33 % blue, 66.67 % green');
  });
});
