'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';

/** The database's time in this browser: one ticker, and only what shows a clock is rendered again. */
export interface RoomClock {
  subscribe(onTick: () => void): () => void;
  /** Milliseconds since the epoch, whole seconds. */
  now(): number;
  /** The time that the page was made at: what is not hydrated yet shows it still, however the clock ticks beside it. */
  first: number;
  /** Sets the clock to what the database said just now. */
  set(now: string): void;
}

export function createClock(start: string): RoomClock {
  const listeners = new Set<() => void>();
  let offsetMs: number | null = null;
  let shown = Date.parse(start);
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    const next = Math.floor((Date.now() + (offsetMs ?? 0)) / 1_000) * 1_000;
    if (next === shown) return;
    shown = next;
    for (const listener of listeners) listener();
  };
  return {
    now: () => shown,
    first: Date.parse(start),
    set(now) {
      offsetMs = Date.parse(now) - Date.now();
      tick();
    },
    subscribe(onTick) {
      offsetMs ??= Date.parse(start) - Date.now();
      listeners.add(onTick);
      timer ??= setInterval(tick, 250);
      return () => {
        listeners.delete(onTick);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const Context = createContext<RoomClock | null>(null);

export function ClockProvider({ clock, children }: { clock: RoomClock; children: ReactNode }) {
  return <Context value={clock}>{children}</Context>;
}

/** Database time, every second. */
export function useNowMs(): number {
  const clock = useContext(Context);
  if (!clock) throw new Error('useNowMs needs a ClockProvider');
  return useSyncExternalStore(clock.subscribe, clock.now, () => clock.first);
}

/** Keeps one clock for as long as the room is open. */
export function useRoomClock(start: string): RoomClock {
  const clock = useMemo(() => createClock(start), [start]);
  useEffect(() => clock.set(start), [clock, start]);
  return clock;
}
