import { useRouter } from 'next/navigation';
import { type FormEvent, type RefObject, useEffect, useRef, useTransition } from 'react';

const TYPING_MS = 250;

/** A form of filters whose values live in the address of `path`: a choice applies at once, typing after a breath. */
export function useFilterForm(path: string) {
  const router = useRouter();
  const form: RefObject<HTMLFormElement | null> = useRef(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pending, start] = useTransition();
  useEffect(() => () => clearTimeout(timer.current), []);
  const apply = () => {
    clearTimeout(timer.current);
    if (!form.current) return;
    const address = addressOf(path, new FormData(form.current));
    start(() => router.replace(address, { scroll: false }));
  };
  const applySoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(apply, TYPING_MS);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply();
  };
  return { form, pending, apply, applySoon, submit };
}

function addressOf(path: string, data: FormData): string {
  const params = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === 'string' && value.trim()) params.set(name, value.trim());
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}
