'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

export interface ReasonQuestion {
  kind: 'reason';
  title: string;
  text?: string;
  /** What the button says: its effect. */
  confirm: string;
  danger?: boolean;
  /** Words for the text field; absent: nothing is typed. */
  reason?: { label: string; required: boolean; multiline?: boolean };
  /** A choice to make beside the reason. */
  choice?: { label: string; options: { value: string; label: string }[]; initial: string };
  /** True closes the dialog; a sentence stays in it as the error. */
  onConfirm: (answer: { reason: string; choice: string }) => Promise<true | string>;
}

export type Question = ReasonQuestion | { kind: 'share' } | { kind: 'help' } | { kind: 'adopt' } | { kind: 'alerts' };

const Context = createContext<(question: Question) => void>(() => undefined);

/** Opens a dialog of the room. */
export const useAsk = () => useContext(Context);

// Dialogs are read only when one is asked for: a room that is watched never loads them.
const AskDialog = dynamic(() => import('./ask-dialog').then((module) => module.AskDialog), { ssr: false });

export function AskProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const close = useCallback(() => setQuestion(null), []);
  return (
    <Context value={setQuestion}>
      {children}
      {question && <AskDialog question={question} onClose={close} />}
    </Context>
  );
}
