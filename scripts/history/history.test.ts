import { describe, expect, it } from 'vitest';
import { fold } from '@/lib/domain/fold';
import { CAUSES } from '@/lib/domain/words';
import { translatorFor } from '@/lib/i18n/translator';
import { randomFrom } from './random';
import { plot } from './story';
import { tell } from './tell';
import { writeUp } from './write-up';

const NOW = Date.parse('2026-06-01T00:00:00.000Z');
const namespaces = ['postmortem', 'message', 'timeline', 'words'] as const;
const words = { en: await translatorFor('en', namespaces), fr: await translatorFor('fr', namespaces) };

function past(seed: number, count: number) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, n) => {
    const story = plot(random, `history-${n}`, NOW - (n + 1) * 86_400_000);
    const play = tell(random, story, n + 1);
    return { text: writeUp(random, play, story, words, NOW), log: play.log, state: play.state };
  });
}

describe('a made-up history', () => {
  const incidents = past(7, 300);
  const postmortems = incidents.map(({ state }) => state.postmortem);

  it('is the same again for the same seed, and another for another', () => {
    expect(past(7, 20)).toEqual(incidents.slice(0, 20));
    expect(past(8, 20)).not.toEqual(incidents.slice(0, 20));
  });

  it('folds from its events, which never go back in time', () => {
    for (const { log, state } of incidents) {
      expect(fold(log)).toEqual(state);
      expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).sort());
    }
  });

  it('happened before now, and is over', () => {
    expect(incidents.filter(({ state }) => Date.parse(state.lastAt) > NOW)).toEqual([]);
    expect(incidents.filter(({ state }) => state.status !== 'closed')).toEqual([]);
  });

  it('has everything that the library filters and the statistics count', () => {
    const outcomes = new Set(incidents.map(({ state }) => state.outcome));
    expect(outcomes).toEqual(new Set(['recovered', 'fixed_forward', 'frozen', 'stood_down']));
    expect(new Set(incidents.map(({ state }) => state.class)).size).toBe(3);
    expect(new Set(postmortems.map((postmortem) => postmortem?.review?.status))).toEqual(
      new Set([undefined, 'in_review', 'published']),
    );
    expect(new Set(postmortems.map((postmortem) => postmortem?.cause))).toEqual(new Set([undefined, ...CAUSES]));
    expect(new Set(incidents.flatMap(({ state }) => state.followUps.map(({ done }) => done))).size).toBe(2);
    expect(incidents.some(({ log }) => log.some(({ type }) => type === 'window.restarted'))).toBe(true);
  });

  it('tells its stories in both languages', () => {
    expect(incidents.some(({ text }) => text.body.includes('### Root cause'))).toBe(true);
    expect(incidents.some(({ text }) => text.body.includes('### Cause'))).toBe(true);
    expect(incidents.filter(({ text }) => text.body.includes('{area}'))).toEqual([]);
  });
});
