const tails = new Map<string, Promise<unknown>>();

/**
 * Runs tasks with the same key one after another within this process. The database's row lock is what keeps
 * order; this keeps a burst on one incident from holding every connection of the pool while it waits for that lock.
 * A task must not wait for another task of its own key.
 */
export async function inTurn<T>(key: string, task: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(task, task);
  const tail = mine.catch(() => undefined);
  tails.set(key, tail);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === tail) tails.delete(key);
  }
}
