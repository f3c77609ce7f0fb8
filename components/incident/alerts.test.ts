import { describe, expect, it } from 'vitest';
import { buildRoom, roomOf } from '@/tests/setup/room/room';
import { buildSeveral } from '@/tests/setup/room/several';
import { alertBetween } from './alerts';

const at = (until: Parameters<typeof buildRoom>[0]['until']) => buildRoom({ until }).state;
const several = (until: Parameters<typeof buildSeveral>[0]) => roomOf(buildSeveral(until)).state;

describe('alertBetween', () => {
  it('tells of a failed step', () => expect(alertBetween(at('running'), at('failed'), null)).toBe('failed'));
  it('tells of recovery', () => expect(alertBetween(at('verification'), at('debrief'), null)).toBe('recovered'));
  it('tells whoever watches that a check waits for a person', () =>
    expect(alertBetween(at('running'), at('verification'), null)).toBe('yourTurn'));
  it('tells a person that command is theirs now', () => {
    const now = { ...at('running'), commander: { id: 'u-2', name: 'Noor' } };
    expect(alertBetween(at('running'), now, 'u-2')).toBe('yourTurn');
    expect(alertBetween(at('running'), now, 'u-9')).toBeNull();
  });
  it('tells of a run that red checks paused', () =>
    expect(alertBetween(several('parallel'), several('reddened'), null)).toBe('paused'));
  it('tells the team that it is asked, but for whoever asked', () => {
    expect(alertBetween(several('several'), several('asked'), 'u-2')).toBe('objection');
    expect(alertBetween(several('several'), several('asked'), 'u-1')).toBeNull();
  });
  it('says nothing twice', () => expect(alertBetween(at('failed'), at('failed'), null)).toBeNull());
});
