import type { TemplateValues } from './fill-template';
import type { Locale, MessageKind } from './words';

/** A form as data: made on the server from a schema, in the reader's language, and drawn by one renderer. */
export type FieldShape =
  | { kind: 'text'; format: 'plain' | 'long' | 'reference' | 'email' | 'url' }
  /** ISO 8601 with a zone; people type it in their own. */
  | { kind: 'instant' }
  | { kind: 'number' }
  | { kind: 'flag' }
  | { kind: 'choice'; options: { value: string; label: string }[] }
  /** Anything that JSON can say; what is no JSON stands as text. */
  | { kind: 'value'; long: boolean }
  | { kind: 'list'; item: FieldShape }
  | { kind: 'map' }
  | { kind: 'group'; fields: FormField[] }
  /** One of several forms, told apart by the value of `key`. */
  | { kind: 'variant'; key: string; options: FormVariant[] }
  /** Names of the service's components, wave after wave. */
  | { kind: 'steps' };

export interface FormField {
  name: string;
  label: string;
  help?: string;
  required: boolean;
  /** What counts where nothing is written. */
  fallback?: string;
  shape: FieldShape;
}

export interface FormVariant {
  value: string;
  label: string;
  /** What it is for, in a sentence. */
  hint?: string;
  fields: FormField[];
}

/** What a form holds: plain JSON. Items of lists carry an id of their own beside their settings. */
export type FormValue = string | number | boolean | null | FormValue[] | FormObject;
export interface FormObject {
  [key: string]: FormValue | undefined;
}

/** Beside the settings of an item in a list: the row that it came from, or one that it will be. */
export const ITEM_ID = '$id';

/** A mistake at the field that it belongs to: `components[0].config.region`; empty for the whole. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** An example of what fills a template, by language and kind of message. */
export type TemplateSamples = Record<Locale, Record<MessageKind, TemplateValues>>;

/** What a try of a component, check or channel asked and what came back. */
export interface TryResult {
  asked: string;
  lines: { tone: 'ok' | 'warn' | 'danger' | 'neutral'; text: string }[];
  durationMs: number;
}

export type TryAnswer = { ok: true; result: TryResult } | { ok: false; problems: FieldProblem[] };

/** What an import of a file found or did, in words. */
export type YamlAnswer =
  | { outcome: 'read'; changes: string[]; diff: string; services: string[] }
  | { outcome: 'mistakes'; mistakes: string[] }
  | { outcome: 'busy'; services: string[] }
  | { outcome: 'open'; services: string[] };

/** What became of an editor's work: changes are in words. */
export type SaveAnswer =
  | { outcome: 'saved'; slug: string; changes: string[] }
  | { outcome: 'invalid'; problems: FieldProblem[] }
  | { outcome: 'conflict'; by: string; theirs: EditorDraft; merged: FormObject; diff: string; changes: string[] }
  | { outcome: 'busy' };

/** A service as an editor holds it. */
export interface EditorDraft {
  version: number;
  service: FormObject;
}
