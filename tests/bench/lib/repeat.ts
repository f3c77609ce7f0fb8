/** At least this often, however slow the machine is. */
const LEAST = 3;

/** Does `work` up to `times` times, one after another, and no more once `withinMs` have passed. Answers what each gave. */
export async function repeat<T>(times: number, withinMs: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const given: T[] = [];
  const deadline = performance.now() + withinMs;
  for (let n = 0; n < times && (n < LEAST || performance.now() < deadline); n++) given.push(await work(n));
  return given;
}
