import { expect, it } from 'vitest';
import { shortRevision } from './short-revision';

it.each([
  ['3e51389826519d4b3e51389826519d4b3e513898', '3e513898'],
  [`sha256:${'ab'.repeat(32)}`, 'abababab'],
  ['arn:aws:ecs:eu-west-3:123456789012:task-definition/api:57', 'api:57'],
  ['api:57', 'api:57'],
  ['v1.4.2', 'v1.4.2'],
])('shortens %s to %s', (id, short) => expect(shortRevision(id)).toBe(short));
