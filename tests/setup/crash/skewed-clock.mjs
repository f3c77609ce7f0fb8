/** Preloaded into a process whose wall clock is to be wrong by SKEWED_BY_MS. */
const byMs = Number(process.env.SKEWED_BY_MS);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + byMs);
    else super(...args);
  }

  static now() {
    return RealDate.now() + byMs;
  }
};
