import { expect, it } from 'vitest';
import { shortRevision } from './short-revision';

it.each([
  ['3e51389826519d4b3e51389826519d4b3e513898', '3e51389'],
  [`sha256:${'ab'.repeat(32)}`, 'abababa'],
  ['api:57', 'api:57'],
  ['v1.4.2', 'v1.4.2'],
])('shortens %s to %s', (id, short) => expect(shortRevision(id)).toBe(short));
