'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { LinkButton } from '@/components/ui/link-button';
import { useLeaveQuestion } from '@/components/ui/use-leave-question';
import type { EditorDraft, FieldProblem, FormField, FormObject, TemplateSamples } from '@/lib/domain/form';
import { FieldView } from './field-view';
import { FormContext } from './form-context';
import { ItemList } from './item-list';
import { SaveOutcome } from './save-outcome';
import { Sections } from './sections';
import { TemplatePreview } from './template-preview';
import { TryButton } from './try-button';
import { type EditorState, useEditor } from './use-editor';
import { asList, asObject, asText } from './value';

/** What each part of the page shows, in this order; everything that a service has stands in one of them. */
const ABOUT = ['name', 'environment', 'owner', 'slug'];
const LISTS = ['components', 'checks', 'channels', 'contacts', 'playbooks', 'links', 'freezes'];
const BEFORE = ['stability', 'objection'];

interface Props {
  /** Null for a new service. */
  slug: string | null;
  fields: FormField[];
  draft: EditorDraft;
  /** Numbers of the incidents that are open on it. */
  open: number[];
  /** References to named credentials. */
  references: string[];
  samples: TemplateSamples;
}

/** The whole of a service in one form, drawn from its schema. */
export function ServiceEditor({ slug, fields, draft, open, references, samples }: Props) {
  const t = useTranslations('editor');
  const router = useRouter();
  const referenceList = useId();
  const form = useRef<HTMLFormElement>(null);
  const editor = useEditor(slug, draft, (saved) => {
    router.push(`/services/${saved}`);
    router.refresh();
  });
  const { service, set, state } = editor;
  useLeaveQuestion(service !== draft.service);
  const problems = new Map(problemsOf(state).map(({ path, message }) => [path, message]));
  const components = asList(service.components).flatMap((one) => asText(asObject(one).name) || []);
  useEffect(() => {
    if (problemsOf(state).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [state]);
  const control = (field: FormField) => ({
    field,
    path: field.name,
    value: service[field.name],
    onChange: (value: FormObject[string]) => set(field.name, value),
  });
  const lists = LISTS.flatMap((list) => fields.filter(({ name }) => name === list));
  const plain = (names: string[]) =>
    fields
      .filter(({ name }) => names.includes(name))
      .map((field) => <FieldView key={field.name} {...control(field)} />);
  return (
    <FormContext value={{ problems, components, referenceList }}>
      <datalist id={referenceList}>
        {references.map((reference) => (
          <option key={reference} value={reference} />
        ))}
      </datalist>
      <form
        ref={form}
        key={editor.round}
        className="grid min-w-0 gap-6"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          editor.submit();
        }}
      >
        <Sections
          links={[
            ...lists.map(({ name, label }) => ({ id: name, label })),
            { id: 'before', label: t('section.before') },
            { id: 'messages', label: t('section.messages') },
          ]}
        />
        <p className="text-muted text-sm">{t('requiredMark')}</p>
        <Card title={t('section.about')} bodyClassName="grid gap-4 p-4 sm:grid-cols-2">
          {plain(ABOUT)}
        </Card>
        {lists.map((field) =>
          field.shape.kind === 'list' ? (
            <ItemList key={field.name} item={field.shape.item} foot={footOf(field.name)} {...control(field)} />
          ) : null,
        )}
        <Card
          id="before"
          className="scroll-mt-16"
          title={t('section.before')}
          bodyClassName="grid gap-4 p-4 sm:grid-cols-2"
        >
          {plain(BEFORE)}
        </Card>
        <Card id="messages" className="scroll-mt-16" title={t('section.messages')} bodyClassName="grid gap-4 p-4">
          {plain(['messages'])}
          <TemplatePreview messages={service.messages} samples={samples} />
        </Card>
        {open.length > 0 && (
          <Checkbox
            label={t('alsoOpen', {
              count: open.length,
              numbers: open.map((number) => `INC\u2011${number}`).join(', '),
            })}
            hint={t('alsoOpenHint', { count: open.length })}
            checked={editor.alsoOpen}
            onChange={(event) => editor.setAlsoOpen(event.target.checked)}
          />
        )}
        <SaveOutcome state={state} onGoOn={editor.goOn} />
        <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap gap-2 border-t bg-surface px-4 py-3 sm:mx-0 sm:px-0">
          <Button type="submit" look="primary" busy={editor.saving}>
            {t(slug === null ? 'create' : 'save')}
          </Button>
          <LinkButton href={slug === null ? '/services' : `/services/${slug}`}>{t('cancel')}</LinkButton>
        </div>
      </form>
    </FormContext>
  );
}

const problemsOf = (state: EditorState): FieldProblem[] => ('problems' in state ? state.problems : []);

/** Three lists hold what can be asked at once. */
function footOf(list: string): ((item: FormObject) => React.ReactNode) | undefined {
  if (list === 'components')
    return (item) =>
      item.provider && <TryButton part="component" kind={asText(item.provider)} config={asObject(item.config)} />;
  if (list === 'checks')
    return (item) => item.kind && <TryButton part="check" kind={asText(item.kind)} config={asObject(item.config)} />;
  if (list === 'channels')
    return ({ $id: _id, kind, ...config }) => kind && <TryButton part="channel" kind={asText(kind)} config={config} />;
  return undefined;
}
