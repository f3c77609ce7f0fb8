'use client';

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { cx } from './cx';
import { TONE_SOFT, type Tone } from './status';

interface Toast {
  id: number;
  text: string;
  tone: Tone;
}

type Announce = (text: string, tone?: Tone) => void;

const Context = createContext<Announce>(() => undefined);

/** Says something once, to eyes (6 s) and to screen readers. Never the only place of something important. */
export const useAnnounce = (): Announce => useContext(Context);

const SHOWN_MS = 6_000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const next = useRef(1);
  const announce = useCallback<Announce>((text, tone = 'neutral') => {
    const id = next.current++;
    setToasts((all) => [...all.slice(-2), { id, text, tone }]);
    setTimeout(() => setToasts((all) => all.filter((toast) => toast.id !== id)), SHOWN_MS);
  }, []);
  return (
    <Context.Provider value={useMemo(() => announce, [announce])}>
      {children}
      <div
        aria-live="polite"
        className="no-print pointer-events-none fixed inset-x-4 bottom-20 z-50 grid justify-items-center gap-2 sm:bottom-6"
      >
        {toasts.map(({ id, text, tone }) => (
          <p key={id} className={cx('max-w-md rounded border px-3 py-2 text-sm shadow', TONE_SOFT[tone])}>
            {text}
          </p>
        ))}
      </div>
    </Context.Provider>
  );
}
