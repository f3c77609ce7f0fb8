import { expect, it } from 'vitest';
import type { Stage } from '@/tests/setup/room/lines';
import { buildRoom } from '@/tests/setup/room/room';
import { signOf } from './use-tab-sign';

it.each<[Stage, string]>([
  ['evaluation', 'open'],
  ['running', 'running'],
  ['failed', 'failed'],
  ['verification', 'open'],
  ['debrief', 'recovered'],
  ['closed', 'recovered'],
])('shows %s as %s', (until, sign) => expect(signOf(buildRoom({ until }).state, true)).toBe(sign));

it('never shows an old picture as a live one', () =>
  expect(signOf(buildRoom({ until: 'running' }).state, false)).toBe('lost'));
