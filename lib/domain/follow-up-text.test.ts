import { describe, expect, it } from 'vitest';
import { strictTranslator } from '@/tests/setup/domain/translate';
import { eventSummary, tellSummary } from './event-summary';
import { followUpText } from './follow-up-text';

const text = 'Fix what was wrong in api:57, then deploy it as a new revision.';
const fix = { text, code: 'ecs:then_fix', params: { from: 'api:57' } };
const french = 'Corrigez ce qui n’allait pas dans api:57, puis déployez-le comme nouvelle révision.';

describe('what there is to do', () => {
  it('is told in the reader’s language where a provider asks for it', () => {
    expect(followUpText(fix, strictTranslator('en'))).toBe(text);
    expect(followUpText(fix, strictTranslator('fr'))).toBe(french);
  });

  it('stays as somebody wrote it, and as it was where its code is of a later version', () => {
    expect(followUpText({ text: 'Call the bank' }, strictTranslator('fr'))).toBe('Call the bank');
    expect(followUpText({ ...fix, code: 'ecs:later' }, (key) => key)).toBe(text);
  });

  it('is in the timeline behind the words of its kind', () => {
    const opened = {
      type: 'followup.opened' as const,
      data: { followUpId: 'f', kind: 'definitive_fix', ...fix },
      incidentId: 'i',
      seq: 1,
      at: '2026-03-03T03:00:18.000Z',
      actor: { kind: 'system' as const, name: 'worker' as const },
    };
    expect(tellSummary(eventSummary(opened, null), strictTranslator('fr'))).toContain(`– ${french}`);
    const closing = { ...opened, data: { followUpId: 'f', kind: 'monitoring', text: '' } };
    expect(tellSummary(eventSummary(closing, null), strictTranslator('en'))).not.toContain('–');
  });
});
