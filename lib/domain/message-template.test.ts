import { describe, expect, it } from 'vitest';
import { fillTemplate, TEMPLATE_FIELDS, type TemplateValues } from './fill-template';
import { messageTemplatesSchema } from './message-template';

const values = Object.fromEntries(TEMPLATE_FIELDS.map((name) => [name, `<${name}>`])) as TemplateValues;

describe('a template of the team', () => {
  it('is filled by name, wherever a name stands', () => {
    expect(fillTemplate('**{{title}}**\n\nStatus: {{ status }}, {{eta}}', values)).toBe(
      '**<title>**\n\nStatus: <status>, <eta>\n',
    );
  });

  it('keeps a value on its line, and reads nothing in it again', () => {
    const typed = { ...values, reason: 'one\n# two {{eta}}' };
    expect(fillTemplate('{{reason}}', typed)).toBe('one # two {{eta}}\n');
  });

  it('is refused when it names what no message has', () => {
    const parse = (start: string) => messageTemplatesSchema.safeParse({ fr: { start } }).success;
    expect(parse('{{status}}')).toBe(true);
    expect(parse('{{statut}}')).toBe(false);
  });
});
