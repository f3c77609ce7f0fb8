import { describe, expect, it } from 'vitest';
import { translatorFor } from '@/lib/i18n/translator';
import { closed } from '@/tests/setup/domain/world';
import { draftPostmortem } from './postmortem';
import { defaultTemplate, PLACEHOLDERS, unknownPlaceholders } from './postmortem-template';

const en = await translatorFor('en', ['postmortem', 'message', 'timeline', 'words']);

describe('a template of the organisation', () => {
  const world = closed({ title: 'Broken {{timeline}}' });
  const draft = (template: string) => draftPostmortem(world.incident, world.log, en, template);

  it('is filled in from the log where it stands open, and else kept as it is', () => {
    expect(draft('# {{title}}\n\nLasted {{ duration }}.\n\n{{unheard_of}}\n')).toBe(
      '# Broken {{timeline}}\n\nLasted 2 minutes.\n\n{{unheard_of}}\n',
    );
  });

  it('leaves no gap where there is nothing to say', () => {
    expect(draft('one\n\n{{drill}}\n\n{{exceptions}}\n\ntwo')).toBe('one\n\ntwo\n');
  });

  it('names what it does not know', () => {
    expect(unknownPlaceholders('{{title}} {{ timelin }} {{timelin}} {one}')).toEqual(['timelin']);
  });

  it('may leave open whatever the one of Repli does', () => {
    const own = defaultTemplate(en);
    expect(unknownPlaceholders(own)).toEqual([]);
    expect(PLACEHOLDERS.filter((name) => !own.includes(`{{${name}}}`))).toEqual([]);
  });
});
