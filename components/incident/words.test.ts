import { describe, expect, it } from 'vitest';
import { EFFECTS } from '@/lib/domain/control-effects';
import { BREAK_GLASS_RULES, PAUSE_CAUSES } from '@/lib/domain/words';
import room from '@/lib/i18n/messages/en/room.json';
import words from '@/lib/i18n/messages/en/words.json';

const keys = (sentences: object): string[] => Object.keys(sentences).sort();
const all = (codes: readonly string[]): string[] => [...codes].sort();

describe('the room has a sentence for', () => {
  it('everything that a control does', () => expect(keys(room.effect)).toEqual(all(EFFECTS)));
  it('every pause, coming and there, and the moves after it', () => {
    for (const told of [room.run.paused, room.run.pausing, room.run.next])
      expect(keys(told)).toEqual(all(PAUSE_CAUSES));
  });
  it('every glass', () => expect(keys(words.glass)).toEqual(all(BREAK_GLASS_RULES)));
});
