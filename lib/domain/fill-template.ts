import { oneLine } from './one-line';

/** What a template may name in `{{…}}`: the title and the fields of the procedures. */
export const TEMPLATE_FIELDS = [
  'title',
  'incident',
  'service',
  'status',
  'reason',
  'impact',
  'eta',
  'duration',
  'version',
  'services',
  'next',
  'link',
] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];
export type TemplateValues = Record<TemplateField, string>;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** Names in `{{…}}` that no message has. */
export function unknownFields(text: string): string[] {
  const known: readonly string[] = TEMPLATE_FIELDS;
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim()).filter((name) => !known.includes(name));
}

/** The template with its fields filled, each on one line; what it names and a message has not stays empty. */
export function fillTemplate(template: string, values: TemplateValues): string {
  const filled = template.replace(PLACEHOLDER, (_, name: string) => {
    const field = TEMPLATE_FIELDS.find((known) => known === name.trim());
    return field ? oneLine(values[field]) : '';
  });
  return `${filled.trimEnd()}\n`;
}
