'use client';

import { createContext, useContext } from 'react';
import type { FormValue } from '@/lib/domain/form';

interface FormContextValue {
  /** Mistakes by the path of their field. */
  problems: ReadonlyMap<string, string>;
  /** Names of the service's components, for playbooks. */
  components: readonly string[];
  /** Id of the list of references that a field for a secret offers. */
  referenceList: string;
}

export const FormContext = createContext<FormContextValue>({ problems: new Map(), components: [], referenceList: '' });

export const useForm = () => useContext(FormContext);
export const useProblem = (path: string) => useContext(FormContext).problems.get(path);

/** What each kind of control gets: its value, where it stands, and how to change it. Undefined: nothing is written. */
export interface ControlProps {
  path: string;
  value: FormValue | undefined;
  onChange: (value: FormValue | undefined) => void;
}

export const below = (path: string, key: string | number): string =>
  typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
