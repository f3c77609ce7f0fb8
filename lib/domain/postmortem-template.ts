import type { Translate } from './translate';

/** What a template may leave open; drafting fills each in from the log. */
export const PLACEHOLDERS = [
  'title',
  'date',
  'duration',
  'impact',
  'service',
  'commander',
  'outcome',
  'drill',
  'timeline',
  'exceptions',
  'actions',
] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

const OPEN = /\{\{\s*(\w+)\s*\}\}/g;

/** What stands open in a template and is no placeholder, so that a slip of the pen is said before it is saved. */
export function unknownPlaceholders(template: string): string[] {
  const known: ReadonlySet<string> = new Set(PLACEHOLDERS);
  const found = [...template.matchAll(OPEN)].map(([, name = '']) => name);
  return [...new Set(found.filter((name) => !known.has(name)))];
}

/** A part with nothing to say leaves no gap behind; what it is filled with is never read as a template again. */
export function fillTemplate(template: string, parts: Record<Placeholder, string>): string {
  const filled = template.replace(OPEN, (written, name: string) =>
    Object.hasOwn(parts, name) ? parts[name as Placeholder] : written,
  );
  return `${filled.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

/** Repli's own: the template of the procedures. Two spaces end a line within a paragraph of Markdown. */
export function defaultTemplate(t: Translate): string {
  const field = (name: string, value: string) => `${t('postmortem.field', { name: t(`postmortem.${name}`), value })}  `;
  const section = (name: string, body: string) => `### ${t(`postmortem.${name}`)}\n${body}`;
  const fields = ['duration', 'impact', 'service', 'commander', 'outcome'].map((name) => field(name, `{{${name}}}`));
  return `${[
    `## ${t('postmortem.heading', { title: '{{title}}' })}`,
    [field('date', '{{date}} UTC'), ...fields].join('\n'),
    '{{drill}}',
    section('timeline', '{{timeline}}'),
    '{{exceptions}}',
    section('rootCause', t('postmortem.rootCauseHint')),
    section('actions', '{{actions}}'),
    section('lessons', t('postmortem.lessonsHint')),
  ].join('\n\n')}\n`;
}
