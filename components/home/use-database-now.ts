'use client';

import { useEffect, useState } from 'react';

/**
 * Database time in ms, ticking each second: starts from what the server read (`now`, ISO 8601), so that a browser
 * whose own clock is wrong shows the same figures as its neighbour.
 */
export function useDatabaseNow(now: string): number {
  const [current, setCurrent] = useState(() => Date.parse(now));
  useEffect(() => {
    const readAt = Date.parse(now);
    const receivedAt = performance.now();
    const tick = () => setCurrent(readAt + performance.now() - receivedAt);
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return current;
}
