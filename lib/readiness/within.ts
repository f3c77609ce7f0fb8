/** What `work` answers, or `late` once `deadlineMs` are over, whether or not it heeds its signal. */
export async function within<T, L>(
  deadlineMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
  late: () => L,
): Promise<T | L> {
  const ended = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
  const over = new Promise<'over'>((resolve) => ended.addEventListener('abort', () => resolve('over'), { once: true }));
  if (ended.aborted) return late();
  const answer = work(ended).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const first = await Promise.race([answer, over]);
  if (first === 'over') return late();
  // What a deadline cut off is late, not wrong.
  if ('error' in first) {
    if (ended.aborted) return late();
    throw first.error;
  }
  return first.value;
}
