'use client';

import { useState, useTransition } from 'react';
import { save } from '@/app/catalogue/actions';
import type { EditorDraft, FormObject, FormValue, SaveAnswer } from '@/lib/domain/form';
import { ITEM_ID } from '@/lib/domain/form';
import { asList, asObject, asText, withKey } from './value';

export type EditorState = { kind: 'editing' } | { kind: 'merged' } | { kind: 'failed'; code: string } | SaveAnswer;

/** A service while it is edited: what is written, what became of the last save. */
export function useEditor(slug: string | null, opened: EditorDraft, onSaved: (slug: string) => void) {
  const [base, setBase] = useState(opened);
  const [service, setService] = useState<FormObject>(opened.service);
  const [state, setState] = useState<{ is: EditorState; round: number }>({ is: { kind: 'editing' }, round: 0 });
  const [alsoOpen, setAlsoOpen] = useState(false);
  const [saving, start] = useTransition();

  const set = (key: string, value: FormValue | undefined) =>
    setService((before) => followNames(before, withKey(before, key, value)));
  const goOn = (from: EditorDraft, next: FormObject, is: EditorState) => {
    setBase(from);
    setService(next);
    setState(({ round }) => ({ is, round: round + 1 }));
  };
  const submit = () =>
    start(async () => {
      const answer = await save(slug, base, service, alsoOpen);
      const is: EditorState = answer.ok
        ? answer.data
        : { kind: 'failed', code: answer.error.message ?? answer.error.code };
      setState(({ round }) => ({ is, round }));
      if (answer.ok && answer.data.outcome === 'saved') onSaved(answer.data.slug);
    });
  /** `round` changes when another draft takes this one's place: what keeps text of its own begins anew. */
  return { service, set, submit, saving, alsoOpen, setAlsoOpen, state: state.is, round: state.round, goOn };
}

/** A component that gets another name keeps its place in the playbooks. */
function followNames(before: FormObject, after: FormObject): FormObject {
  const names = new Map(
    asList(before.components)
      .map(asObject)
      .map((item) => [asText(item[ITEM_ID]), asText(item.name)]),
  );
  const renames = new Map(
    asList(after.components)
      .map(asObject)
      .map((item) => [names.get(asText(item[ITEM_ID])) ?? '', asText(item.name)] as const)
      .filter(([old, now]) => old !== '' && now !== '' && old !== now),
  );
  if (renames.size === 0) return after;
  const follow = (step: FormValue): FormValue =>
    Array.isArray(step) ? step.map(follow) : (renames.get(asText(step)) ?? step);
  const playbooks = asList(after.playbooks)
    .map(asObject)
    .map((playbook) => withKey(playbook, 'steps', asList(playbook.steps).map(follow)));
  return playbooks.length > 0 ? { ...after, playbooks } : after;
}
