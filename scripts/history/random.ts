/** Numbers that look random and are the same again for the same seed. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Around `typical`, now and then several times as long: how long people and platforms take. Never below a quarter. */
  around(typical: number): number;
}

/** Mulberry32 by Tommy Ettinger (public domain): enough for samples, and nothing else. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    around: (typical) => Math.round(Math.max(typical / 4, typical * Math.exp(0.55 * normal(next)))),
  };
}

/** Box and Muller's way from two even numbers to a normal one. */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
