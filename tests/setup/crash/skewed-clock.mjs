/** Preloaded into a process whose wall clock is to be wrong by SKEWED_BY_MS. */
const byMs = Number(process.env.SKEWED_BY_MS);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  // Its own, not inherited: Next makes a Date of its own from what it finds on this one.
  static UTC = RealDate.UTC;
  static parse = RealDate.parse;

  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + byMs);
    else super(...args);
  }

  static now() {
    return RealDate.now() + byMs;
  }
};
