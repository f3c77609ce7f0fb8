'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { goTo, isTyping, keysAreOn, placeOf } from './keys';

const Context = createContext<() => void>(() => undefined);

/** Opens the list of shortcuts. */
export const useShowKeys = () => useContext(Context);

// Read only when somebody asks for it.
const KeysDialog = dynamic(() => import('./keys-dialog').then((module) => module.KeysDialog), { ssr: false });

/** Single-key shortcuts of every page: `?` lists those of the page in sight, and can turn all of them off. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented;
      if (modified || event.key.length !== 1 || isTyping(event.target) || !keysAreOn()) return;
      const place = event.key === '?' ? null : placeOf(event.key);
      if (event.key !== '?' && !place) return;
      event.preventDefault();
      if (place) goTo(place);
      else show();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [show]);
  return (
    <Context value={show}>
      {children}
      {open && <KeysDialog onClose={() => setOpen(false)} />}
    </Context>
  );
}
